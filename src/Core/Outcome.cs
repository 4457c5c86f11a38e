using System.Diagnostics.CodeAnalysis;

namespace Isberg;

/// <summary>Why the centre says no: a code for programs, which never changes, and a sentence for people.</summary>
public sealed record Refusal(string Code, string Sentence)
{
    /// <summary>What is wrong with each field of what was sent, when that is why.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }
}

/// <summary>A value, or the refusal that stands in its place.</summary>
public readonly struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    public Refusal? Refusal { get; }

    public bool Succeeded([MaybeNullWhen(false)] out T result, [NotNullWhen(false)] out Refusal? refusal)
    {
        (result, refusal) = (value, Refusal);
        return refusal is null;
    }

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
