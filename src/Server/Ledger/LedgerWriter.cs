using Database = Isberg.Storage.Database;
using System.Data.Common;
using Isberg.Contacts;
using Isberg.Customers;
using Isberg.People;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Isberg.Ledger;

/// <summary>The floor's own connection: locks the head row, then writes a batch's events and rows and moves the head, in one transaction.</summary>
public sealed class LedgerWriter : IAsyncDisposable
{
    private const string BeforeRows = "before_rows";

    private readonly Databases databases;
    private readonly Database db;
    private readonly CentreId centre;
    private readonly HotTable<LedgerRow> ledger;
    private readonly HotTable<ContactRow> contacts;
    private readonly HotTable<SegmentRow> segments;
    private readonly HotTable<PresenceRow> presences;
    private readonly HotTable<MessageRow> messages;
    private readonly HotTable<Conversation> conversations;
    private readonly HotTable<Customer> customers;
    private readonly HotTable<MailRow> mails;
    private readonly HotTable<LetterRow> letters;
    private IDisposable? gate;
    private IDbContextTransaction? transaction;
    private Head? head;
    private DbCommand? move;

    private LedgerWriter(Databases databases, Database db, CentreId centre)
    {
        (this.databases, this.db, this.centre) = (databases, db, centre);
        ledger = new HotTable<LedgerRow>(db.Model, replaces: false);
        contacts = new HotTable<ContactRow>(db.Model, replaces: true);
        segments = new HotTable<SegmentRow>(db.Model, replaces: true);
        presences = new HotTable<PresenceRow>(db.Model, replaces: true);
        messages = new HotTable<MessageRow>(db.Model, replaces: false);
        conversations = new HotTable<Conversation>(db.Model, replaces: false);
        customers = new HotTable<Customer>(db.Model, replaces: false);
        mails = new HotTable<MailRow>(db.Model, replaces: false);
        letters = new HotTable<LetterRow>(db.Model, replaces: true); // one that was put aside may be taken later
    }

    /// <summary>Takes the centre over: a writer of an older epoch can no longer append.</summary>
    public static async Task<(LedgerWriter Writer, Head Head)> TakeOver(Databases databases, CentreId centre, CancellationToken stop)
    {
        var db = databases.CreateDbContext();
        using (await databases.WriteGate(stop))
        {
            var head = await db.Heads.SingleOrDefaultAsync(it => it.Centre == centre, stop);
            if (head is null) db.Heads.Add(head = new Head { Centre = centre });
            head.Epoch++;
            await db.SaveChangesAsync(stop);
            db.ChangeTracker.Clear();
            await db.Database.OpenConnectionAsync(stop);
            return (new LedgerWriter(databases, db, centre) { Epoch = head.Epoch }, head);
        }
    }

    public long Epoch { get; private init; }

    /// <summary>Begins the batch's transaction and locks the head row, from which numbers and time are taken.</summary>
    /// <exception cref="LostLeadException">Another floor leads this centre now.</exception>
    public async Task<Head> Begin(CancellationToken stop)
    {
        gate = await databases.WriteGate(stop);
        transaction = await db.Database.BeginTransactionAsync(stop);
        var rows = databases.Storage.IsPostgres
            ? db.Heads.FromSql($"SELECT * FROM heads WHERE \"Centre\" = {centre.Value} FOR UPDATE")
            : db.Heads.Where(it => it.Centre == centre);
        head = await rows.AsNoTracking().SingleAsync(stop);
        if (head.Epoch != Epoch) throw new LostLeadException();
        return head;
    }

    public void Add(LedgerRow row) => ledger.Add(row);

    public void Add(MessageRow row) => messages.Add(row);

    public void Add(Conversation row) => conversations.Add(row);

    public void Add(Customer row) => customers.Add(row);

    /// <summary>What a message came or goes as, where it is more than its text.</summary>
    public void Add(MailRow? mail, LetterRow? letter)
    {
        if (mail is not null) mails.Add(mail);
        if (letter is not null) letters.Add(letter);
    }

    /// <summary>Writes an act's own rows through EF in the batch's transaction; they can be taken back until the next ones.</summary>
    public async Task<Refusal?> SaveRows(Func<Database, CancellationToken, Task<Refusal?>> save, CancellationToken stop)
    {
        await transaction!.CreateSavepointAsync(BeforeRows, stop);
        if (await save(db, stop) is { } refusal)
        {
            await TakeBackRows(stop);
            return refusal;
        }

        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
        return null;
    }

    public async Task TakeBackRows(CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        await transaction!.RollbackToSavepointAsync(BeforeRows, stop);
    }

    public async Task Commit(ContactProjection projection, long sequence, DateTimeOffset at, CancellationToken stop)
    {
        foreach (var row in projection.TouchedContacts) contacts.Add(row);
        foreach (var row in projection.TouchedSegments) segments.Add(row);
        foreach (var row in projection.TouchedPresences) presences.Add(row);

        var connection = db.Database.GetDbConnection();
        var under = transaction!.GetDbTransaction();
        await ledger.Write(connection, under, stop);
        await contacts.Write(connection, under, stop);
        await segments.Write(connection, under, stop);
        await presences.Write(connection, under, stop);
        await messages.Write(connection, under, stop);
        await conversations.Write(connection, under, stop);
        await customers.Write(connection, under, stop);
        await mails.Write(connection, under, stop);
        await letters.Write(connection, under, stop);
        await MoveHead(connection, under, sequence, at, stop);
        await transaction!.CommitAsync(stop);
        await End();
    }

    /// <summary>Gives a begun batch up; nothing of it is stored.</summary>
    public async Task Drop()
    {
        ledger.Clear();
        contacts.Clear();
        segments.Clear();
        presences.Clear();
        messages.Clear();
        conversations.Clear();
        customers.Clear();
        mails.Clear();
        letters.Clear();
        db.ChangeTracker.Clear();
        await End();
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        foreach (var table in new IDisposable[] { ledger, contacts, segments, presences, messages, conversations, customers, mails, letters }) table.Dispose();
        await db.DisposeAsync();
    }

    private async Task MoveHead(DbConnection connection, DbTransaction under, long sequence, DateTimeOffset at, CancellationToken stop)
    {
        move ??= Move(connection);
        move.Transaction = under;
        move.Parameters[0].Value = sequence;
        move.Parameters[1].Value = at.UtcTicks;
        if (await move.ExecuteNonQueryAsync(stop) != 1) throw new LostLeadException();
    }

    private DbCommand Move(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = "UPDATE heads SET \"Sequence\" = @sequence, \"At\" = @at WHERE \"Centre\" = @centre AND \"Epoch\" = @epoch";
        object own = databases.Storage.IsPostgres ? centre.Value : centre.Value.ToByteArray(bigEndian: true);
        foreach (var (name, value) in new[] { ("@sequence", 0L), ("@at", 0L), ("@centre", own), ("@epoch", Epoch) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private async Task End()
    {
        if (transaction is not null) await transaction.DisposeAsync();
        transaction = null;
        gate?.Dispose();
        gate = null;
    }
}

/// <summary>Another floor has taken this centre over.</summary>
public sealed class LostLeadException() : Exception("Another server leads this centre now.");
