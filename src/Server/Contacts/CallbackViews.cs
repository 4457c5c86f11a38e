using Isberg.Services;

namespace Isberg.Contacts;

/// <summary>Somebody who is to be called back, between two tries too.</summary>
/// <param name="Asked">The contact in which he asked for it; it names the callback.</param>
/// <param name="Reference">What people call that contact by. Null: it is no contact of its own.</param>
/// <param name="CustomerName">As the centre knows him, or as he called himself.</param>
/// <param name="Phone">Where he is called. Null: it is over, or erased.</param>
/// <param name="Since">Since when he has waited.</param>
/// <param name="Try">The so-manieth, from 1.</param>
/// <param name="DueAt">When he next waits in the queue. Null: he does now, or it is over.</param>
/// <param name="Now">The try that waits, or that somebody has. Null: none just now.</param>
/// <param name="Tries">Those that are done with, the first first.</param>
/// <param name="Ending">How it ended. Null: he is still to be called.</param>
/// <param name="EndedByName">Who took it away.</param>
/// <param name="Reason">Why it was taken away.</param>
public sealed record CallbackView(
    ContactId Asked, string? Reference, ServiceId Service, Texts ServiceName, CustomerId? Customer, string? CustomerName, string? Phone, DateTimeOffset Since,
    int Try, int MostTries, DateTimeOffset? DueAt, CallbackTryView? Now, IReadOnlyList<CallbackTryView> Tries,
    CallbackEnding? Ending, DateTimeOffset? EndedAt, string? EndedByName, string? Reason);

/// <summary>One try to call somebody back.</summary>
/// <param name="At">When it came into the queue.</param>
/// <param name="Called">What became of calling him. Null: nobody has called him in it.</param>
/// <param name="PersonName">Who is offered it, has it or had it.</param>
public sealed record CallbackTryView(
    ContactId Contact, string Reference, int Try, DateTimeOffset At, Stage Stage, ContactOutcome? Outcome, CallResult? Called, PersonId? Person, string? PersonName);
