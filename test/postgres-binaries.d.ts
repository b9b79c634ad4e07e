export function findPostgresBinaries(): string | null;
export default function installPostgres(): void;
