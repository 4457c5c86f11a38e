using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isberg.Contacts;

/// <summary>One caller's way through a flow: where he is, what he has pressed and typed. What he gave can be erased; the way itself stays.</summary>
public sealed class FlowRun : IOfCentre
{
    /// <summary>The contact that his call is, or would have become.</summary>
    public ContactId Contact { get; init; }

    public CentreId Centre { get; init; }

    public FlowId Flow { get; init; }

    /// <summary>The version that was published when he called; he stays in it.</summary>
    public int Number { get; init; }

    public DateTimeOffset EnteredAt { get; init; }

    public DateTimeOffset? LeftAt { get; set; }

    public FlowOutcome? Outcome { get; set; }

    public Language Language { get; set; }

    /// <summary>The step that he is in.</summary>
    public required string Step { get; set; }

    /// <summary>Every step that he came to, in order.</summary>
    public IReadOnlyList<string> Path { get; set; } = [];

    /// <summary>How often in a row nothing was understood in this step.</summary>
    public int Misses { get; set; }

    /// <summary>What was said so far; the name of what is being said holds it.</summary>
    public int Sayings { get; set; }

    /// <summary>Where he waits afterwards.</summary>
    public ServiceId? Service { get; set; }

    /// <summary>Whom he asked for.</summary>
    public PersonId? Person { get; set; }

    /// <summary>The contact that he calls about.</summary>
    public ContactId? Earlier { get; set; }

    /// <summary>What he pressed and typed, for whoever answers him. None when erased.</summary>
    public IReadOnlyList<GivenAnswer> Given { get; set; } = [];

    /// <summary>What was typed and looked up, by name. None when erased.</summary>
    public IReadOnlyDictionary<string, string> Values { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>One thing that a caller pressed or typed.</summary>
/// <param name="Name">What the digits are called; null when it was a key of a menu.</param>
/// <param name="Value">The digits, or what the key stands for.</param>
public sealed record GivenAnswer(string? Name, string Value);

internal sealed class FlowRunMapping : IEntityTypeConfiguration<FlowRun>
{
    public void Configure(EntityTypeBuilder<FlowRun> builder)
    {
        builder.ToTable("flow_runs").HasKey(it => it.Contact);
        builder.HasIndex(it => new { it.Flow, it.EnteredAt });
        builder.Property(it => it.Path).StoredAsJson();
        builder.Property(it => it.Given).StoredAsJson();
        builder.Property(it => it.Values).StoredAsJson();
    }
}
