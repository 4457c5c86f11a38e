using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>What whoever waits may choose instead, by which key; where two have the same key, the first keeps it.</summary>
/// <param name="Message">Null: the service takes no messages.</param>
/// <param name="Other">Null: he may not choose another service.</param>
internal sealed record WaysOut(char? CallbackKey, char? MessageKey, VoiceMessageSetup? Message, OtherService? Other)
{
    public static readonly WaysOut None = new(null, null, null, null);

    public static async Task<WaysOut> Of(Databases databases, Number? number, ServiceId service, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var channels = (await db.Services.AsNoTracking().SingleOrDefaultAsync(it => it.Id == service && !it.IsArchived, stop))?.Channels ?? [];
        var message = channels.FirstOrDefault(it => it.Rule.Channel == Channel.VoiceMessage) is { } setup ? setup.Message ?? new VoiceMessageSetup() : null;
        var (callback, leave) = (KeyOf(number?.CallbackKey), KeyOf(message?.Key));
        var other = await OtherService.Of(db, number, service, stop);
        return new WaysOut(callback, leave == callback ? null : leave, message, other?.Key == callback || other?.Key == leave ? null : other);
    }

    /// <summary>All of them in one breath.</summary>
    /// <param name="wait">What he has to expect; null: nobody knows.</param>
    /// <param name="isOtherOpen">The other service takes calls now.</param>
    public string Told(Language language, TimeSpan? wait, bool isOtherOpen)
    {
        List<string> told = [];
        if (CallbackKey is { } callback) told.Add(Sayings.Say(language, "callback.offer", callback));
        if (MessageKey is { } leave && Message!.FromWait <= (wait ?? TimeSpan.Zero)) told.Add(Sayings.Say(language, "message.offer", leave));
        if (Other is { } other && isOtherOpen) told.Add(Sayings.Say(language, "other.offer", other.Name.Best(language.Code), other.Key));
        return string.Join(' ', told);
    }

    private static char? KeyOf(string? key) => key is [var one] && char.IsAsciiDigit(one) ? one : null;
}
