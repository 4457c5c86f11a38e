using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Isberg.Access;
using Isberg.Recording;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>A caller has left words: their sound is sealed, and they wait as a contact. May be stopped anywhere, and done again.</summary>
public sealed class KeepVoiceMessage(Databases databases, FileStore files, MasterKey master, ReceiveContact receive)
{
    /// <summary>What is shorter is no message.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    public static TimeSpan LengthOf(byte[] samples) => SoundShape.LengthOf(samples.Length / SoundShape.BytesPerSample);

    /// <summary>The same call leaves the same message.</summary>
    public static ContactId IdOf(ContactId call) => new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"voice message {call.Value:N}")).AsSpan(0, 16)));

    /// <summary>Those that nobody can handle yet, the ones whose sound is not here yet first.</summary>
    public async Task<IReadOnlyList<VoiceMessageRow>> Pending(int most, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.VoiceMessages.AsNoTracking().Where(it => !it.HasCome).OrderBy(it => it.File != null).ThenBy(it => it.StartedAt).Take(most).ToListAsync(stop);
    }

    /// <exception cref="StorageUnavailableException">There is no room for it; it stays where it is until there is.</exception>
    public async Task Seal(VoiceMessageRow message, byte[] samples, CancellationToken stop)
    {
        var key = SealedSound.NewKey();
        var kept = await files.SaveSource(message.Centre, to => Task.Run(() => Write(samples, to, key), stop), stop);
        if (!kept.Succeeded(out var file, out var refusal)) throw new StorageUnavailableException(refusal.Sentence);

        await Change(message.Call, row =>
        {
            (row.File, row.Key) = (file, master.Seal(Convert.ToBase64String(key), PurposeOf(row.Call)));
            (row.Length, row.Contact) = (LengthOf(samples), IdOf(row.Call));
        }, stop);
    }

    /// <summary>It waits for somebody from now on. False: it cannot for the time being.</summary>
    public async Task<bool> Bring(VoiceMessageRow message, CancellationToken stop)
    {
        var command = new ReceiveContact.Command(message.Centre, message.Service, Channel.VoiceMessage, IdOf(message.Call), ConversationSecret.NewKey())
        {
            Language = message.Language, Phone = message.Phone, Text = message.Given, Since = message.Since, Earlier = await Earlier(message.Call, stop),
        };
        var outcome = await receive.Run(command, stop);
        if (!outcome.Succeeded(out _, out var refusal) && refusal != ReceiveContact.Blocked) return false;
        if (refusal == ReceiveContact.Blocked)
        {
            await Destroy(message.Call, stop);
            return true;
        }

        await Change(message.Call, row => (row.HasCome, row.Phone, row.Given) = (true, null, null), stop);
        return true;
    }

    /// <summary>There is none after all.</summary>
    public async Task Forget(ContactId call, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        using var alone = await databases.WriteGate(stop);
        await db.VoiceMessages.Where(it => it.Call == call && it.File == null).ExecuteDeleteAsync(stop);
    }

    /// <summary>No contact will ever hold it, with which it would be erased.</summary>
    private async Task Destroy(ContactId call, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        using var alone = await databases.WriteGate(stop);
        var row = await db.VoiceMessages.SingleAsync(it => it.Call == call, stop);
        db.Remove(row);
        await db.SaveChangesAsync(stop);
        if (row.File is { } file) files.Delete(row.Centre, file);
    }

    /// <summary>The sound as a WAV file; null when it has been erased.</summary>
    public Stream? Open(VoiceMessageRow message) =>
        message is { File: { } file, Key: { } key } && files.Open(message.Centre, file) is FileStream sound
            ? new OpenedSound(sound, Convert.FromBase64String(master.Open(key, PurposeOf(message.Call)))) : null;

    /// <summary>Who got through to the queue is a contact already.</summary>
    private async Task<ContactId?> Earlier(ContactId call, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Contacts.AnyAsync(it => it.Id == call, stop) ? call : null;
    }

    private async Task Change(ContactId call, Action<VoiceMessageRow> change, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        using var alone = await databases.WriteGate(stop);
        change(await db.VoiceMessages.SingleAsync(it => it.Call == call, stop));
        await db.SaveChangesAsync(stop);
    }

    /// <summary>The same in both ears.</summary>
    private static void Write(byte[] samples, Stream to, byte[] key)
    {
        using var sealing = new SealingSound(to, key);
        foreach (var it in MemoryMarshal.Cast<byte, short>(samples)) sealing.Add(MemoryMarshal.AsBytes<short>([it, it]));
        sealing.Finish();
    }

    private static string PurposeOf(ContactId call) => $"voice message {call.Value:N}";
}
