export const environmentLabel = (name: string | undefined): string => name ?? 'default';
