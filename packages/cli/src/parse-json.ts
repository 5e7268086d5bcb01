/** Text from outside as JSON; `undefined` where it is none, so that whoever reads it says what is wrong in their own words. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
