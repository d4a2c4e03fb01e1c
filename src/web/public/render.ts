import type { JSX } from 'hono/jsx/jsx-runtime';

/** A page as the bytes that leave: the views are plain functions without waiting, so their text is there at once. */
export const renderPage = (page: JSX.Element): string => `<!doctype html>${String(page)}`;
