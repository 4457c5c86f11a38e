using System.ComponentModel.DataAnnotations;
using Isberg.Access;
using Isberg.Api;
using Isberg.Contacts;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Customers;

/// <summary>The customer card.</summary>
public static class CustomerEndpoints
{
    private const int FewestLetters = 3;
    private const int MostFound = 10;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/customers", Search).Needs(Permission.CustomerRead);
        api.MapPut("/desk/contacts/{contact:guid}/customer", Identify).Needs(Permission.CustomerWrite);
        api.MapGet("/customers/{customer:guid}", Show).Needs(Permission.CustomerRead);
        api.MapPut("/customers/{customer:guid}", Edit).Needs(Permission.CustomerWrite).NeedsVersion();
    }

    /// <summary>A customer with his contacts in every channel, the newest first.</summary>
    public sealed record CustomerCard(CustomerView Customer, IReadOnlyList<ContactSummary> Contacts);

    public sealed record CustomerRequest(
        [property: MaxLength(Limits.Name)] string? Name, [property: MaxLength(Limits.Email)] string? Email, [property: MaxLength(40)] string? Phone,
        Language? Language, [property: MaxLength(2_000)] string? Note);

    /// <param name="Customer">Whom the centre knows. Null: a new customer, with at least a name.</param>
    public sealed record IdentifyRequest(
        CustomerId? Customer = null, [property: MaxLength(Limits.Name)] string? Name = null, [property: MaxLength(Limits.Email)] string? Email = null, [property: MaxLength(40)] string? Phone = null);

    /// <summary>The customers who have a text in their name, or whose address or number it is. The first few.</summary>
    /// <param name="text">At least three characters; fewer find nobody.</param>
    private static async Task<Ok<IReadOnlyList<CustomerView>>> Search([MaxLength(Limits.Name)] string? text, HttpContext context, Database db, CancellationToken stop)
    {
        var wanted = text?.Trim() ?? "";
        if (wanted.Length < FewestLetters) return TypedResults.Ok<IReadOnlyList<CustomerView>>([]);

        var (pattern, email, phone) = (ContactSearch.Pattern(wanted), Address.Email(wanted), Address.Phone(wanted));
        var found = await db.Customers.VisibleTo(context.Viewer()).AsNoTracking()
            .Where(it => EF.Functions.Like(Database.Folded(it.Name)!, pattern, "\\") || (email != null && it.Email == email) || (phone != null && it.Phone == phone))
            .OrderBy(it => it.Name).ThenBy(it => it.Id).Take(MostFound).ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<CustomerView>>([.. found.Select(CustomerView.Of)]);
    }

    /// <summary>Says whose contact it is that one handles, when nobody could be recognised by it, as with letters.</summary>
    private static async Task<Results<Ok<CustomerView>, ProblemHttpResult>> Identify(
        Guid contact, IdentifyRequest request, HttpContext context, IdentifyContact identify, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(DraftEndpoints.NoPerson);

        var outcome = await identify.Run(new(viewer, person, new ContactId(contact), request.Customer, request.Name, request.Email, request.Phone), stop);
        return outcome.Succeeded(out var customer, out var no) ? TypedResults.Ok(customer) : Problem.Of(no);
    }

    private static async Task<Results<Ok<CustomerCard>, ProblemHttpResult>> Show(
        Guid customer, HttpContext context, Database db, ContactReading reading, CancellationToken stop)
    {
        var (viewer, id) = (context.Viewer(), new CustomerId(customer));
        var found = await db.Customers.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == id, stop);
        if (found is null) return Problem.Of(EditCustomer.NoSuchCustomer);

        context.ShowVersion(found.Version);
        var contacts = viewer.May(Permission.ContactRead) ? await reading.OfCustomer(viewer, id, stop) : [];
        return TypedResults.Ok(new CustomerCard(CustomerView.Of(found), contacts));
    }

    private static async Task<Results<Ok<CustomerView>, ProblemHttpResult>> Edit(
        Guid customer, CustomerRequest request, HttpContext context, Database db, EditCustomer edit, CancellationToken stop)
    {
        var (viewer, id) = (context.Viewer(), new CustomerId(customer));
        var found = await db.Customers.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == id, stop);
        if (found is null) return Problem.Of(EditCustomer.NoSuchCustomer);
        if (context.Differs(found.Version, "customer") is { } differs) return Problem.Of(differs);

        var outcome = await edit.Run(new(viewer, id, found.Version, request.Name, request.Email, request.Phone, request.Language, request.Note), stop);
        if (!outcome.Succeeded(out var changed, out var refusal)) return Problem.Of(refusal);

        context.ShowVersion(changed.Version);
        return TypedResults.Ok(changed);
    }
}
