using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Isberg.Api;

/// <summary>The API's OpenAPI document: what each endpoint demands, how it refuses, and the live stream's messages. The desk's types are generated from it.</summary>
internal static class ApiDocument
{
    public const string CookieScheme = "session";
    public const string KeyScheme = "apiKey";
    private const string ProblemSchema = nameof(ProblemView);

    public static void Add(IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        var names = new ConcurrentDictionary<string, Type>(StringComparer.Ordinal);
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = type => NameOf(type, names);
        options.AddDocumentTransformer(Describe);
        options.AddOperationTransformer(Describe);
        options.AddSchemaTransformer(Describe);
    });

    /// <summary>A schema bears its type's name; two types of one name would be taken for each other.</summary>
    private static string? NameOf(JsonTypeInfo type, ConcurrentDictionary<string, Type> names)
    {
        if (ApiJson.IsId(type.Type) || type.Type == typeof(Language) || Nullable.GetUnderlyingType(type.Type) is not null) return null;
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } name) return null;

        var first = names.GetOrAdd(name, type.Type);
        return first == type.Type ? name : throw new InvalidOperationException($"The API's document would call both {first} and {type.Type} {name}. Rename one.");
    }

    private static async Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken stop)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Isberg",
            Version = "v1",
            Description = "The contact centre's API. Whatever the desk does goes through it. Refusals are problem+json with a stable code.",
            License = new OpenApiLicense { Name = "EUPL-1.2", Identifier = "EUPL-1.2" },
        };
        document.Tags = null;
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [CookieScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "isberg", Description = "A person's session." },
            [KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "Another system's API key." },
        };
        document.AddComponent(ProblemSchema, await context.GetOrCreateSchemaAsync(typeof(ProblemView), cancellationToken: stop));
        var live = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "The live stream's messages: SignalR method by property name, each carrying the whole value.",
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal),
            Required = new HashSet<string>(StringComparer.Ordinal),
        };
        foreach (var message in LiveMessages.All)
        {
            document.AddComponent(message.View.Name, await context.GetOrCreateSchemaAsync(message.View, cancellationToken: stop));
            live.Properties[message.Name] = new OpenApiSchemaReference(message.View.Name, document);
            live.Required.Add(message.Name);
        }

        document.AddComponent(nameof(LiveMessages), live);
    }

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.OperationId ??= metadata.OfType<MethodInfo>().Select(IdOf).FirstOrDefault(it => it is not null);
        operation.Tags = metadata.OfType<MethodInfo>().Select(it => new OpenApiTagReference(NounOf(it), context.Document)).Take(1).ToHashSet();
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(it => it.In == ParameterLocation.Query))
            parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
        operation.Responses ??= [];
        operation.Responses["default"] = Refusal("A refusal; its code says why.", context.Document);
        DescribeRights(operation, metadata, context.Document);
        if (metadata.OfType<NeedsVersion>().Any())
        {
            AddHeader(operation, "If-Match", "The ETag of what you have seen.", isRequired: true);
            operation.Responses["412"] = Refusal("Somebody has changed it since.", context.Document);
        }

        if (metadata.OfType<TakesIdempotencyKey>().Any())
            AddHeader(operation, Idempotency.Header, "Chosen by the caller; a repeated call with the same key creates nothing twice.", isRequired: false);
        return Task.CompletedTask;
    }

    private static void DescribeRights(OpenApiOperation operation, IList<object> metadata, OpenApiDocument? document)
    {
        var needs = metadata.OfType<NeedsPermission>().ToList();
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
        operation.Extensions["x-permission"] = new JsonNodeExtension(JsonValue.Create(
            metadata.OfType<OpenToAll>().Any() ? "none" : needs.Select(it => it.Name).LastOrDefault(it => it is not null) ?? (needs.Count > 0 ? "signed-in" : "undeclared")));
        if (needs.Count == 0) return;

        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(CookieScheme, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] },
        ];
        operation.Responses!["401"] = Refusal("Nobody is signed in.", document);
        operation.Responses["403"] = Refusal("The permission is lacking.", document);
    }

    /// <summary>What our own converters write as text is described as text: ids, languages and strings, alone, in lists and by name.</summary>
    private static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        var json = context.JsonTypeInfo;
        if (TextOf(json.Type, IsNullable(schema, context)) is { } text)
        {
            (schema.Type, schema.Format, schema.Pattern) = (text.Type, text.Format ?? schema.Format, text.Pattern ?? schema.Pattern);
            schema.MaxLength ??= LongestOf(context.JsonPropertyInfo);
        }

        if (json.Type == typeof(Services.Texts))
            (schema.Type, schema.AdditionalProperties) = (JsonSchemaType.Object, new OpenApiSchema { Type = JsonSchemaType.String });
        var element = json.ElementType is { } type ? TextOf(type, Nullable.GetUnderlyingType(type) is not null) : null;
        if (json.Kind == JsonTypeInfoKind.Enumerable) schema.Items ??= element;
        if (json.Kind == JsonTypeInfoKind.Dictionary) schema.AdditionalProperties ??= element;
        return Task.CompletedTask;
    }

    private static OpenApiSchema? TextOf(Type type, bool isNullable)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var kind = isNullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        if (ApiJson.IsId(plain)) return new OpenApiSchema { Type = kind, Format = "uuid" };
        if (plain == typeof(Language)) return new OpenApiSchema { Type = kind, Pattern = "^[a-z]{2}$" };
        return plain == typeof(string) ? new OpenApiSchema { Type = kind } : null;
    }

    private static bool IsNullable(OpenApiSchema schema, OpenApiSchemaTransformerContext context) =>
        Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is not null || schema.Type is { } known && known.HasFlag(JsonSchemaType.Null)
        || context.JsonPropertyInfo is { IsGetNullable: true };

    private static int? LongestOf(JsonPropertyInfo? property)
    {
        var named = new[] { property?.AttributeProvider, property?.AssociatedParameter?.AttributeProvider };
        return named.OfType<ICustomAttributeProvider>().SelectMany(it => it.GetCustomAttributes(typeof(MaxLengthAttribute), inherit: true))
            .OfType<MaxLengthAttribute>().Select(it => (int?)it.Length).FirstOrDefault();
    }

    private static string? IdOf(MethodInfo method) =>
        method.Name.Contains('<', StringComparison.Ordinal) ? null : $"{NounOf(method)}.{method.Name}";

    private static string NounOf(MethodInfo method) => method.DeclaringType!.Name.Replace("Endpoints", "", StringComparison.Ordinal);

    private static OpenApiResponse Refusal(string description, OpenApiDocument? document) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(ProblemSchema, document) },
        },
    };

    private static void AddHeader(OpenApiOperation operation, string name, string description, bool isRequired) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = name, In = ParameterLocation.Header, Required = isRequired, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
}
