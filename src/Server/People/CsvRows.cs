using System.Text;

namespace Isberg.People;

/// <summary>Rows and cells of a CSV text (RFC 4180): a quoted cell may hold the delimiter, line ends and doubled quotes.</summary>
internal static class CsvRows
{
    /// <returns>At most one row more than asked for; null when a quoted cell never ends.</returns>
    public static List<List<string>>? Read(string text, char delimiter, int most)
    {
        List<List<string>> rows = [];
        List<string> row = [];
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < text.Length && rows.Count <= most; at++)
        {
            var sign = text[at];
            if (isQuoted && sign == '"' && at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[at++]);
            else if (sign == '"' && (isQuoted || cell.Length == 0)) isQuoted = !isQuoted;
            else if (isQuoted) cell.Append(sign);
            else if (sign == delimiter) EndCell();
            else if (sign == '\n') EndRow();
            else if (sign != '\r') cell.Append(sign);
        }

        if (isQuoted) return null;
        if (cell.Length > 0 || row.Count > 0) EndRow();
        return rows;

        void EndCell()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }

        void EndRow()
        {
            EndCell();
            rows.Add(row);
            row = [];
        }
    }
}
