using System.Globalization;
using Isberg.Asterisk;
using Isberg.People;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>
/// Calls people at their own telephones, through the operator. A leg to one goes through the dial plan's own-telephone, where it counts as answered
/// only when 1 was pressed: so no voicemail takes a call, also while we are away.
/// </summary>
internal sealed class RingOwn(OwnTelephones telephones, Prompts prompts, Databases databases)
{
    /// <summary>Where nobody reads texts aloud: Asterisk's own short tone.</summary>
    private const string Tone = "beep";

    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    /// <summary>The leg that is to be made to him; null: his calls do not ring at his own telephone.</summary>
    public async Task<NewChannel?> LegTo(Call call, PersonId person, string leg, CancellationToken stop)
    {
        if (telephones.NumberOf(person) is not { } number) return null;

        await using var db = databases.CreateDbContext();
        var rule = (await db.Centres.AsNoTracking().SingleAsync(it => it.Id == call.Centre!.Value, stop)).Dialling;
        if (!MayDial.Check(rule, number).Succeeded(out _, out _)) return null; // it may have been forbidden since

        var service = call.OnFloor?.Need.Service ?? call.Number!.Service;
        var name = (await db.Services.AsNoTracking().Where(it => it.Id == service).Select(it => it.Name).SingleAsync(stop)).Best(call.Language.Code);
        var shown = await OutgoingCalls.Shown(db, call.Centre!.Value, service, stop) ?? call.Number;
        return new NewChannel($"Local/{CallNames.Phone(person)}@own-telephone/n", leg)
        {
            OtherId = $"own-{leg}",
            Formats = "alaw,ulaw",
            Variables = new Dictionary<string, string>
            {
                ["ISBERG_CONTACT"] = call.Contact.Value.ToString("N"), ["TIMEOUT(absolute)"] = string.Create(CultureInfo.InvariantCulture, $"{(int)Longest.TotalSeconds}"),
                ["ISBERG_TO"] = number, ["ISBERG_FROM"] = shown?.Dialled ?? "",
                ["ISBERG_SAY"] = await prompts.Of(call.Language, Sayings.Say(call.Language, "own.asks", name), stop) ?? Tone,
            },
        };
    }

    /// <summary>Calls a number once, and says a code there.</summary>
    public async Task SayCode(AriClient client, string number, string shown, string code, CodeWords words, CancellationToken stop)
    {
        List<string?> said = [await prompts.Of(words.Language, Sayings.Say(words.Language, "own.code", words.Centre), stop)];
        foreach (var digit in code) said.Add(await prompts.Of(words.Language, $"{digit}.", stop));
        said.Add(await prompts.Of(words.Language, Sayings.Say(words.Language, "own.code.end"), stop));
        await client.CallInDialplan(
            new NewChannel($"PJSIP/{number}@trunk", $"code-{Guid.NewGuid():N}")
            {
                Formats = "alaw,ulaw",
                Variables = new Dictionary<string, string> { ["ISBERG_CODE"] = code, ["ISBERG_SAY"] = said.Contains(null) ? "" : string.Join('&', said) },
            },
            "own-telephone-code", shown, stop);
    }

    /// <summary>In which words.</summary>
    internal sealed record CodeWords(Language Language, string Centre);
}
