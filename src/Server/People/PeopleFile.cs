using System.Text;
using Isberg.Api;

namespace Isberg.People;

/// <summary>Reads a file of people as spreadsheets write it: comma or semicolon or tab, UTF-8 with or without its mark, or Windows-1252.</summary>
internal static class PeopleFile
{
    public const int MostRows = 5_000;
    public const int MostBytes = 2 * 1024 * 1024;

    public static readonly Refusal TooLarge = new("import.too_large", $"The file may have {MostRows} rows and {MostBytes / 1024 / 1024} MB at most. Divide it.");
    public static readonly Refusal NoHeader = new("import.header.invalid", "The first row must name the columns: name, email and, if wanted, languages, role, roles. Swedish and Finnish names will do.");
    public static readonly Refusal Broken = new("import.file.invalid", "The file is not text in rows and columns (CSV). Save it as CSV and try again.");

    private static readonly Dictionary<string, string> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["name"] = "name", ["namn"] = "name", ["nimi"] = "name",
        ["email"] = "email", ["e-mail"] = "email", ["e-post"] = "email", ["epost"] = "email", ["e-postadress"] = "email", ["sähköposti"] = "email", ["sähköpostiosoite"] = "email",
        ["languages"] = "languages", ["språk"] = "languages", ["kielet"] = "languages",
        ["role"] = "role", ["roll"] = "role", ["rooli"] = "role",
        ["roles"] = "roles", ["behörighet"] = "roles", ["behörigheter"] = "roles", ["käyttöoikeudet"] = "roles",
    };

    /// <summary>One row of the file, by our names of the columns.</summary>
    public sealed record Row(int Number, IReadOnlyDictionary<string, string> Cells)
    {
        public string this[string column] => Cells.TryGetValue(column, out var text) ? text.Trim() : "";

        public string[] List(string column) => this[column].Split([' ', ',', ';', '/'], StringSplitOptions.RemoveEmptyEntries);
    }

    public static Outcome<IReadOnlyList<Row>> Read(byte[] bytes)
    {
        if (bytes.Length > MostBytes) return TooLarge;

        var text = Decode(bytes);
        return text.Contains('\0', StringComparison.Ordinal) ? Broken : Rows(text);
    }

    private static Outcome<IReadOnlyList<Row>> Rows(string text)
    {
        if (CsvRows.Read(text, DelimiterOf(text), MostRows + 1) is not { } lines) return Broken;
        if (lines.Count > MostRows + 1 || lines.Any(it => it.Any(cell => cell.Length > Limits.Text))) return TooLarge;

        var names = lines.Take(1).SelectMany(it => it).Select(it => Columns.GetValueOrDefault(it.Trim(), "")).ToList();
        if (!names.Contains("name") || !names.Contains("email")) return NoHeader;

        return lines.Skip(1).Select((cells, at) => new Row(at + 2, names.Index().Where(it => it.Item.Length > 0).DistinctBy(it => it.Item)
                .ToDictionary(it => it.Item, it => it.Index < cells.Count ? cells[it.Index] : "", StringComparer.Ordinal)))
            .Where(it => it.Cells.Values.Any(cell => !string.IsNullOrWhiteSpace(cell))).ToList();
    }

    /// <summary>The sign that the first row has most of.</summary>
    private static char DelimiterOf(string text)
    {
        var first = text.Split('\n', 2)[0];
        return new[] { ';', '\t', ',' }.MaxBy(it => first.Count(sign => sign == it));
    }

    /// <summary>What is no valid UTF-8 was written by an older Windows program.</summary>
    private static string Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }
}
