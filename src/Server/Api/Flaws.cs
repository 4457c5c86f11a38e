using Isberg.Services;

namespace Isberg.Api;

/// <summary>Gathers everything that is wrong with what was sent, field by field, so that it can be put right in one go.</summary>
public sealed class Flaws
{
    private readonly SortedDictionary<string, List<string>> found = new(StringComparer.Ordinal);

    public bool IsNone => found.Count == 0;

    /// <summary>The refusal, named after the thing ("service.invalid"); null when nothing is wrong.</summary>
    public Refusal? In(string thing) => IsNone ? null : new Refusal($"{thing}.invalid", string.Join(' ', found.SelectMany(it => it.Value)))
    {
        Errors = found.ToDictionary(it => it.Key, it => (IReadOnlyList<string>)it.Value, StringComparer.Ordinal),
    };

    public Flaws When(bool isWrong, string field, string sentence)
    {
        if (!isWrong) return this;

        if (!found.TryGetValue(field, out var sentences)) found[field] = sentences = [];
        sentences.Add(sentence);
        return this;
    }

    public Flaws Needs(string? text, string field, int most = Limits.Name) =>
        When(string.IsNullOrWhiteSpace(text), field, $"Fill in {field}.").AtMost(text, field, most);

    public Flaws AtMost(string? text, string field, int most) => When(text?.Length > most, field, $"{field} may have {most} characters at most.");

    public Flaws AtMost<T>(IReadOnlyCollection<T> list, string field, int most) => When(list.Count > most, field, $"{field} may have {most} items at most.");

    public Flaws Needs(Texts? texts, string field, int most = Limits.Name) =>
        When(texts is null || texts.IsEmpty, field, $"Fill in {field} in at least one language.").AtMost(texts, field, most);

    public Flaws AtMost(Texts? texts, string field, int most)
    {
        foreach (var (language, text) in texts?.In ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            AtMost(text, $"{field}.{language}", most);
            When(language.Length != 2 || !language.All(char.IsAsciiLetterLower), field, $"In {field}, a language is two small letters, for instance sv.");
        }

        return this;
    }

    public Flaws Between(TimeSpan value, TimeSpan least, TimeSpan most, string field) =>
        When(value < least || value > most, field, $"{field} must be between {least} and {most}.");

    public Flaws Between(int value, int least, int most, string field) =>
        When(value < least || value > most, field, $"{field} must be between {least} and {most}.");
}
