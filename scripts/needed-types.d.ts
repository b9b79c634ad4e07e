/** See needed-types.js. */
export declare function neededTypes(folder: string): string[];
