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
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/customers/{customer:guid}", Show).Needs(Permission.CustomerRead);
        api.MapPut("/customers/{customer:guid}", Edit).Needs(Permission.CustomerWrite).NeedsVersion();
    }

    /// <summary>A customer with his contacts in every channel, the newest first.</summary>
    public sealed record CustomerCard(CustomerView Customer, IReadOnlyList<ContactSummary> Contacts);

    public sealed record CustomerRequest(
        [property: MaxLength(Limits.Name)] string? Name, [property: MaxLength(Limits.Email)] string? Email, [property: MaxLength(40)] string? Phone,
        Language? Language, [property: MaxLength(2_000)] string? Note);

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
