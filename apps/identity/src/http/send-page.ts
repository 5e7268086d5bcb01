import type { ServerResponse } from 'node:http';

/** Sends a page of our own. A login page is never stored. */
export function sendPage(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(page);
}
