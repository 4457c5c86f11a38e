/** Of a file, in the server's own limit; and the kinds that it takes, for the file picker. */
export const largestFile = 10 * 1024 * 1024;
export const fileKinds = ".jpg,.jpeg,.png,.gif,.webp,.heic,.pdf,.txt,.docx,.xlsx,.odt,.ods";
