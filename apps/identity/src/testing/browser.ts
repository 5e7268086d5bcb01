/** As much of a browser as a login needs: cookies per path, redirects one at a time. */
export interface Browser {
  get(address: string): Promise<Response>;
  post(address: string, form: Readonly<Record<string, string>>, headers?: Record<string, string>): Promise<Response>;
}

/** Makes a browser without cookies. */
export function createBrowser(): Browser {
  const cookies = new Map<string, { readonly value: string; readonly path: string }>();

  async function send(address: string, init: RequestInit): Promise<Response> {
    const { pathname } = new URL(address);
    const sent = [...cookies].filter(
      ([, { path }]) => pathname === path || pathname.startsWith(path.replace(/\/?$/, '/')),
    );
    const headers = new Headers(init.headers);
    headers.set('Cookie', sent.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; '));
    const response = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) keep(line);
    return response;
  }

  function keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const split = pair.indexOf('=');
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
    const value = pair.slice(split + 1);
    const key = `${pair.slice(0, split)} ${path}`;
    if (value === '') cookies.delete(key);
    else cookies.set(key, { value, path });
  }

  return {
    get: (address) => send(address, {}),
    post: (address, form, headers = {}) => send(address, { method: 'POST', body: new URLSearchParams(form), headers }),
  };
}
