/** What a result can be shown as: for people, for programs, for pull requests, annotations, code scanning and test reports. */
export const viewFormats = ['text', 'json', 'markdown', 'github', 'sarif', 'junit'] as const;

export type ViewFormat = (typeof viewFormats)[number];

/** The forms that leave the terminal, beside the JSON document. */
export const isShared = (format: string | undefined): format is 'markdown' | 'github' | 'sarif' | 'junit' =>
  format === 'markdown' || format === 'github' || format === 'sarif' || format === 'junit';
