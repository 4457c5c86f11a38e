using System.Collections.Concurrent;
using System.Security.Cryptography;
using Isberg.Asterisk;
using Isberg.Contacts;
using Isberg.People;

namespace Isberg.Channels.Voice;

/// <summary>The staff's phones: each signed-in person may have one that connects with a name and a password of its own, made for this session.</summary>
internal sealed class Phones(Exchange exchange, PhoneStates states) : IDisposable
{
    /// <summary>A phone from which no sound has come for so long is taken for dead.</summary>
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<PersonId, Phone> phones = new();
    private readonly OneAtATime people = new();

    private sealed record Phone(CentreId Centre, NewPhone? Made);

    /// <summary>Makes a phone for a person; his last one connects no more.</summary>
    public async Task<NewPhone> Make(CentreId centre, PersonId person, bool isBrowser, CancellationToken stop)
    {
        var phone = new NewPhone(CallNames.Phone(person), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)), isBrowser) { SilenceLimit = SilenceLimit };
        using var alone = await people.Pass(person, stop);
        await exchange.Client.RemovePhone(phone.Name, stop); // Asterisk changes none that has variables
        exchange.Picture.Connect(phone.Name, false); // until this one has connected
        await exchange.Client.PushPhone(phone, stop);
        phones[person] = new Phone(centre, phone);
        Show(person);
        return phone;
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
        await exchange.Client.RemovePhone(CallNames.Phone(person), stop);
    }

    /// <summary>A server before this one made it: it is known, but for its password.</summary>
    public void Know(CentreId centre, PersonId person)
    {
        phones.TryAdd(person, new Phone(centre, null));
        Show(person);
    }

    /// <summary>The exchange has started again, and has forgotten them.</summary>
    public async Task MakeAgain(CancellationToken stop)
    {
        foreach (var (person, phone) in phones)
        {
            if (phone.Made is { } made) await exchange.Client.PushPhone(made, stop);
            else if (phones.TryRemove(person, out _)) states.Set(phone.Centre, person, PhoneState.None);
        }
    }

    /// <summary>Where a person's phone is called; null when it is not connected.</summary>
    public string? EndpointOf(PersonId person)
    {
        var name = CallNames.Phone(person);
        return exchange.Picture.IsConnected(name) ? $"PJSIP/{name}" : null;
    }

    /// <summary>Tells how his phone stands, from what the exchange holds.</summary>
    public void Show(PersonId person)
    {
        if (phones.TryGetValue(person, out var phone)) states.Set(phone.Centre, person, StateOf(person));
    }

    private PhoneState StateOf(PersonId person)
    {
        var name = CallNames.Phone(person);
        var leg = exchange.Picture.LegsTo(name).MaxBy(it => it.IsUp);
        if (leg is not null) return leg.IsUp ? PhoneState.InCall : PhoneState.Ringing;
        return exchange.Picture.IsConnected(name) ? PhoneState.Ready : PhoneState.Away;
    }
}
