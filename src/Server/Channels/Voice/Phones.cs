using System.Collections.Concurrent;
using System.Security.Cryptography;
using Isberg.Asterisk;
using Isberg.Contacts;
using Isberg.People;

namespace Isberg.Channels.Voice;

/// <summary>The staff's phones: each signed-in person may have one that connects with a name and a password of its own, made for this session.</summary>
internal sealed class Phones(Exchanges exchanges, PhoneStates states, OwnTelephones own, TimeProvider clock) : IDisposable
{
    /// <summary>A phone from which no sound has come for so long is taken for dead.</summary>
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<PersonId, Phone> phones = new();
    private readonly OneAtATime people = new();

    /// <param name="Made">Null: by a server before this one.</param>
    private sealed record Phone(CentreId Centre, NewPhone? Made, DateTimeOffset At);

    /// <summary>Makes a phone for a person; his last one connects no more.</summary>
    public async Task<NewPhone> Make(CentreId centre, PersonId person, bool isBrowser, CancellationToken stop)
    {
        var phone = new NewPhone(CallNames.Phone(person), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)), isBrowser) { SilenceLimit = SilenceLimit };
        using var alone = await people.Pass(person, stop);
        foreach (var it in exchanges.Connected) await Push(it, phone, stop);
        phones[person] = new Phone(centre, phone, clock.GetUtcNow());
        Show(person);
        return phone;
    }

    private static async Task Push(Exchange exchange, NewPhone phone, CancellationToken stop)
    {
        await exchange.Client.RemovePhone(phone.Name, stop); // Asterisk changes none that has variables
        exchange.Picture.Connect(phone.Name, false); // until this one has connected
        await exchange.Client.PushPhone(phone, stop);
    }

    public void Dispose() => people.Dispose();

    /// <summary>He has left: nothing connects in his name.</summary>
    /// <param name="isStillWanted">Asked when nobody makes him a new one; null: it is.</param>
    public async Task Remove(PersonId person, CancellationToken stop, Func<Task<bool>>? isStillWanted = null)
    {
        using var alone = await people.Pass(person, stop);
        if (isStillWanted is not null && !await isStillWanted()) return;
        if (!phones.TryRemove(person, out var phone)) return;

        states.Set(phone.Centre, person, PhoneState.None);
        foreach (var it in exchanges.Connected) await it.Client.RemovePhone(CallNames.Phone(person), stop);
    }

    /// <summary>His calls ring at his own telephone.</summary>
    public bool HasOwn(PersonId person) => own.NumberOf(person) is not null;

    /// <summary>Whether his calls ring at his own telephone may have changed: then nothing connects in his name, or nothing rings any longer.</summary>
    public async Task Turn(CentreId centre, PersonId person, CancellationToken stop)
    {
        if (own.NumberOf(person) is not null) await Remove(person, stop);
        else if (!phones.ContainsKey(person)) states.Set(centre, person, PhoneState.None);
        Show(person);
    }

    /// <summary>A server before this one made it: it is known, but for its password.</summary>
    public void Know(CentreId centre, PersonId person)
    {
        phones.TryAdd(person, new Phone(centre, null, default));
        Show(person);
    }

    /// <summary>The exchange was away, and may have started again: it knows none of those that were made meanwhile.</summary>
    public async Task MakeAgain(Exchange exchange, CancellationToken stop)
    {
        var known = (await exchange.Client.Endpoints(stop)).Where(it => it.Technology == "PJSIP").Select(it => it.Resource).ToHashSet(StringComparer.Ordinal);
        foreach (var (person, phone) in phones)
        {
            var isKnown = known.Contains(CallNames.Phone(person));
            if (phone.Made is { } made && (!isKnown || phone.At >= exchange.AwaySince)) await Push(exchange, made, stop);
            else if (!isKnown && phones.TryRemove(person, out _)) states.Set(phone.Centre, person, PhoneState.None); // his desk asks for another
        }
    }

    /// <summary>Where a person's phone is called from there; null when it is not connected with it.</summary>
    public static string? EndpointOf(PersonId person, Exchange exchange)
    {
        var name = CallNames.Phone(person);
        return exchange.Picture.IsConnected(name) ? $"PJSIP/{name}" : null;
    }

    /// <summary>Tells how everybody's phone stands, when an exchange has come or is given up.</summary>
    public void ShowAll()
    {
        foreach (var person in phones.Keys) Show(person);
    }

    /// <summary>Tells how his phone stands, from what the exchanges hold: ready when every call can reach it, wherever it is.</summary>
    public void Show(PersonId person)
    {
        if ((own.CentreOf(person) ?? phones.GetValueOrDefault(person)?.Centre) is { } centre) states.Set(centre, person, StateOf(person));
    }

    private PhoneState StateOf(PersonId person)
    {
        var name = CallNames.Phone(person);
        var leg = exchanges.All.SelectMany(it => it.Picture.LegsTo(name)).MaxBy(it => it.IsUp);
        if (leg is not null) return leg.IsUp ? PhoneState.InCall : PhoneState.Ringing;
        if (own.NumberOf(person) is not null) return PhoneState.Ready;

        var here = exchanges.All.Where(it => it.Counts).ToList();
        return here.Count > 0 && here.TrueForAll(it => it.Picture.IsConnected(name)) ? PhoneState.Ready : PhoneState.Away;
    }
}
