/** Lines of cells as a file that spreadsheets open: semicolons, and no cell that they take for a formula. */
export function csvOf(lines: readonly (readonly string[])[]): string {
  const cell = (it: string) => {
    const plain = /^\s*[=+\-@＝＋－＠\t\r\n]/.test(it) ? `'${it}` : it;
    return /[;"\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  return `\uFEFF${lines.map((it) => it.map(cell).join(";")).join("\r\n")}\r\n`;
}
