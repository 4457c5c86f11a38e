using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>Another service that whoever waits may choose to wait for instead.</summary>
internal sealed record OtherService(char Key, ServiceId Service, Texts Name)
{
    /// <summary>Null: the number leads to none, or he waits for it already.</summary>
    public static async Task<OtherService?> Of(Database db, Number? number, ServiceId service, CancellationToken stop)
    {
        if (number is not { OtherKey: [var key], OtherService: { } other } || !await Takes(db.Services, other, service, stop)) return null;

        return new OtherService(key, other, (await db.Services.AsNoTracking().SingleAsync(it => it.Id == other, stop)).Name);
    }

    /// <summary>It is in use, takes calls, and is not the one that he waits for.</summary>
    public static async Task<bool> Takes(IQueryable<Service> services, ServiceId? other, ServiceId service, CancellationToken stop) =>
        other is { } id && id != service && await services.AsNoTracking().SingleOrDefaultAsync(it => it.Id == id && !it.IsArchived, stop) is { } found
        && found.Channels.Any(it => it.Rule.Channel == Channel.Voice);
}
