using System.Globalization;
using System.Text;
using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Services;

namespace Isberg.Channels.Form;

/// <summary>What is wrong with one field, by the key of a text.</summary>
public readonly record struct FormError(string Field, string Why);

/// <summary>What a citizen filled in: checked against what the service asks for, and written out as one message.</summary>
public sealed record FormAnswers(string? Matter, string? Message, string? Name, string? Email, string? Phone, IReadOnlyDictionary<string, string> Fields)
{
    public const int LongestLine = 200;
    public const int LongestText = 4_000;

    /// <summary>What is wrong, in the order of the page; nothing when all is well.</summary>
    public IReadOnlyList<FormError> Check(FormSetup form) => [.. OfForm(form), .. OfStandard()];

    private IEnumerable<FormError> OfForm(FormSetup form)
    {
        foreach (var field in form.Fields)
        {
            var answer = AnswerTo(field);
            if (answer.Length == 0 && field.IsRequired) yield return new(field.Key, "missing");
            else if (answer.Length > (field.Kind == FormFieldKind.Text ? LongestText : LongestLine)) yield return new(field.Key, "tooLong");
            else if (answer.Length > 0 && !Fits(field, answer)) yield return new(field.Key, "wrong");
        }
    }

    private IEnumerable<FormError> OfStandard()
    {
        if (Matter?.Trim() is not { Length: > 0 } matter) yield return new("matter", "missing");
        else if (matter.Length > ReceiveContact.LongestMatter) yield return new("matter", "tooLong");
        if (Message?.Trim() is not { Length: > 0 } message) yield return new("message", "missing");
        else if (message.Length > LongestText) yield return new("message", "tooLong");
        if (Name?.Length > ReceiveContact.LongestName) yield return new("name", "tooLong");
        if (!string.IsNullOrWhiteSpace(Email) && Address.Email(Email) is null) yield return new("email", "wrongEmail");
        if (!string.IsNullOrWhiteSpace(Phone) && Address.Phone(Phone) is null) yield return new("phone", "wrongPhone");
    }

    /// <summary>The answers, each under its question, and then the message as it was written.</summary>
    public string Text(FormSetup form, string language)
    {
        var text = new StringBuilder();
        foreach (var field in form.Fields.Where(it => AnswerTo(it).Length > 0))
            text.Append(field.Label.Best(language)).Append(": ").Append(Shown(field, language)).Append('\n');
        if (text.Length > 0) text.Append('\n');
        return text.Append(Plain(Message!.Trim())).ToString();
    }

    public string AnswerTo(FormField field) => Fields.GetValueOrDefault(field.Key, "").Trim();

    /// <summary>A choice is sent as its number, from 0.</summary>
    private string Shown(FormField field, string language) => field.Kind switch
    {
        FormFieldKind.Choice => field.Options![int.Parse(AnswerTo(field), CultureInfo.InvariantCulture)].Best(language),
        FormFieldKind.Yes => "✓",
        _ => Plain(AnswerTo(field)),
    };

    /// <summary>A browser sends every line's end as two characters.</summary>
    private static string Plain(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static bool Fits(FormField field, string answer) => field.Kind switch
    {
        FormFieldKind.Email => Address.Email(answer) is not null,
        FormFieldKind.Phone => Address.Phone(answer) is not null,
        FormFieldKind.Date => DateOnly.TryParseExact(answer, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        FormFieldKind.Choice => int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var choice) && choice < (field.Options?.Count ?? 0),
        FormFieldKind.Yes => answer == "yes",
        _ => MessageText.IsText(answer),
    };
}
