using System.Runtime.InteropServices;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Recording;

/// <summary>Recordings of calls that never were.</summary>
internal static class SealedCall
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static short[] Noise(int seconds)
    {
        var said = new short[seconds * 8_000];
        for (var i = 0; i < said.Length; i++) said[i] = (short)Random.Shared.Next(-20_000, 20_000);
        return said;
    }

    /// <summary>A sealed recording of Maya, who says nothing, and a caller who says this.</summary>
    public static async Task<(RecordingRow Row, short[] Said)> Of(OneServer world, TestCentre centre, short[] said, TimeSpan? until = null)
    {
        var contact = new ContactId(Guid.NewGuid());
        var begin = world.Server.Services.GetRequiredService<BeginRecording>();
        await using (var db = world.Server.Databases.CreateDbContext())
        using (await world.Server.Databases.WriteGate(Stop))
        {
            db.Contacts.Add(new ContactRow
            {
                Id = contact, Centre = centre.Id, Commissioner = centre.Commissioner, Reference = Convert.ToHexString(contact.Value.ToByteArray().AsSpan(0, 4)), Service = centre.Sales,
                Channel = Channel.Voice, Stage = Stage.Closed, ArrivedAt = DateTimeOffset.UtcNow, ClosedAt = DateTimeOffset.UtcNow,
            });
            await db.SaveChangesAsync(Stop);
        }

        await begin.Run(new BeginRecording.Command(centre.Id, contact, 1, centre.Sales, centre.Maya, new RecordingRule()), Stop);
        Assert.Null(await begin.Confirm(centre.Id, contact, 1, Stop));
        var file = Path.Combine(world.Server.Folder, $"{contact.Value:N}.sln");
        await File.WriteAllBytesAsync(file, MemoryMarshal.AsBytes(said.AsSpan()).ToArray(), Stop);
        await world.Server.Services.GetRequiredService<TakeInRecording>().Run(new TakeInRecording.Command(contact, 1, file, $"{file}.none"), Stop);
        Assert.False(File.Exists(file));

        await using var store = world.Server.Databases.CreateDbContext();
        using var gate = await world.Server.Databases.WriteGate(Stop);
        var row = await store.Recordings.SingleAsync(it => it.Contact == contact, Stop);
        if (until is { } over) row.Until = DateTimeOffset.UtcNow + over;
        await store.SaveChangesAsync(Stop);
        return (row, said);
    }

    public static byte[] Samples(byte[] wave) => wave[44..];

    public static short[] Left(byte[] samples) => Side(samples, 0);

    public static short[] Right(byte[] samples) => Side(samples, 1);

    private static short[] Side(byte[] samples, int side)
    {
        var both = MemoryMarshal.Cast<byte, short>(samples);
        var one = new short[both.Length / 2];
        for (var i = 0; i < one.Length; i++) one[i] = both[(2 * i) + side];
        return one;
    }
}
