/** Every kind of file that is kept, with the ending of its name: the table of files refuses any other. */
export const fileEndings = {
  "application/pdf": "pdf",
  "image/jpeg": "jpg",
  "image/png": "png",
  "application/json": "json",
  "text/csv": "csv",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
} as const;
export type FileMediaType = keyof typeof fileEndings;
