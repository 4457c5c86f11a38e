using System.Net;
using Isberg.Customers;
using Isberg.Ledger;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

public sealed class EraseContentTests(Postgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Erasing_a_customer_empties_what_he_wrote_changes_no_event_and_is_done_again_after_a_restore(Store store)
    {
        await using var server = await TestServer.Start(Stop, await postgres.NewDatabase(store, Stop));
        var centre = await server.NewCentre(Stop);
        var (contact, customer) = await Anna(centre);
        var before = await Bodies(server);
        using var otto = await centre.SignIn("otto", Stop);

        using var answer = await otto.DeleteAsync($"/api/v1/customers/{customer.Value}/content", Stop);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await AssertNothingLeft(server);
        var after = await Bodies(server);
        Assert.Equal(before, after.Take(before.Count));
        Assert.Contains(after, it => it.Contains(contact.Value.ToString(), StringComparison.Ordinal));

        await Restore(server, contact, customer);
        await server.Restart(Stop);

        while (await IsAnythingLeft(server)) await Task.Delay(TimeSpan.FromMilliseconds(20), Stop); // it happens beside the start
        await AssertNothingLeft(server);
    }

    [Fact]
    public async Task An_open_contact_is_not_erased_under_the_hands_of_who_answers_it()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        var contact = new ContactId(Guid.NewGuid());
        await centre.Tell(new ContactArrived(contact, new Need(centre.Sales, Channel.Chat)), Stop);
        using var otto = await centre.SignIn("otto", Stop);

        using var answer = await otto.DeleteAsync($"/api/v1/contacts/{contact.Value}/content", Stop);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    /// <summary>Anna has written to sales and gone again.</summary>
    private static async Task<(ContactId Contact, CustomerId Customer)> Anna(TestCentre centre)
    {
        var (contact, customer, message) = (new ContactId(Guid.NewGuid()), new CustomerId(Guid.NewGuid()), new MessageId(Guid.NewGuid()));
        var row = new MessageRow { Id = message, Contact = contact, Number = 1, Centre = centre.Id, Commissioner = centre.Commissioner, Text = "Jag heter Anna" };
        Assert.Null(await centre.Live.Inbox.Send(_ => new Act(
            new ContactArrived(contact, new Need(centre.Sales, Channel.Chat), customer),
            [new MessageWritten(contact, message, 1, Author.Citizen, null, 14)],
            [row],
            Conversation: new Conversation { Contact = contact, Centre = centre.Id, Commissioner = centre.Commissioner, SecretHash = new byte[32], GivenName = "Anna" },
            Customer: new Customer { Id = customer, Centre = centre.Id, Name = "Anna", Email = "anna@example.com" }), Stop));
        await centre.Tell(new ContactLeft(contact, LeaveWay.HungUp), Stop);
        return (contact, customer);
    }

    /// <summary>As a backup from before the erasure brings it back.</summary>
    private static async Task Restore(TestServer server, ContactId contact, CustomerId customer)
    {
        await using var db = server.Databases.CreateDbContext();
        await db.Messages.Where(it => it.Contact == contact).ExecuteUpdateAsync(it => it.SetProperty(row => row.Text, "Jag heter Anna"), Stop);
        await db.Customers.Where(it => it.Id == customer).ExecuteUpdateAsync(it => it.SetProperty(row => row.Name, "Anna"), Stop);
    }

    private static async Task<bool> IsAnythingLeft(TestServer server)
    {
        await using var db = server.Databases.CreateDbContext();
        return await db.Messages.AnyAsync(it => it.Text != null, Stop) || await db.Customers.AnyAsync(it => it.Name != null || it.Email != null, Stop)
            || await db.Conversations.AnyAsync(it => it.GivenName != null, Stop);
    }

    private static async Task AssertNothingLeft(TestServer server) => Assert.False(await IsAnythingLeft(server));

    private static async Task<List<string>> Bodies(TestServer server)
    {
        await using var db = server.Databases.CreateDbContext();
        return await db.Set<LedgerRow>().AsNoTracking().OrderBy(it => it.Sequence).Select(it => it.Body).ToListAsync(Stop);
    }
}
