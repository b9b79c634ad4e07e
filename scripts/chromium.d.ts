import type { Browser } from 'playwright-core';

export declare function openChromium(): Promise<Browser>;
export declare function chromiumPath(): string;
