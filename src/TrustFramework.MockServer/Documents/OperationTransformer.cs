using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Requests;

namespace TrustFramework.MockServer.Documents;

/// <summary>Writes what a route's metadata says into its place in the OpenAPI document: every status it can answer, with examples.</summary>
internal sealed partial class OperationTransformer : IOpenApiOperationTransformer
{
    private static readonly (string Name, string Description, string Example)[] KeyParameters =
    [
        ("id", "In any letter case.", "B2C_1A_TokenSigningKeyContainer"),
        ("kid", "As the key's kid reads, letter case included.", "aTREvwojOB9ph3fr2r6eTf_5eD5fmQsfsapVMwYI3o"),
    ];

    /// <summary>Of keys that are called the same elsewhere.</summary>
    private static readonly (string Collection, string Example)[] KeyExamplesByCollection =
        [("policies", "B2C_1A_Hello"), ("organization", "00000000-0000-4000-8000-000000000b2c")];

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<Operation>().FirstOrDefault() is not { } known)
            return;
        operation.Summary = known.IsEmulated ? known.Name : $"{known.Name} (not emulated yet)";
        operation.Description = Describe(known, metadata.OfType<PermissionRequirement>().LastOrDefault());
        operation.AddExtension("x-provenance", new JsonNodeExtension(JsonValue.Create(known.Provenance.ToString())));
        SetKeyParameters(operation, context.Description.RelativePath ?? "");
        if (metadata.OfType<QueryOptionsMetadata>().FirstOrDefault() is { } query)
            operation.Parameters = [.. operation.Parameters!, .. QueryParameters.Create(query)];
        if (known.Request is { } request)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [request.ContentType] = await CreateMediaTypeAsync(request, context, cancellationToken),
                },
            };
        }

        operation.Responses = [];
        foreach (var answer in known.Responses)
        {
            operation.Responses[FormatStatusCode(answer.Status)] = new OpenApiResponse
            {
                Description = answer.Description,
                Headers = answer.Status == StatusCodes.Status201Created ? new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
                {
                    ["Location"] = new OpenApiHeader { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
                }
                : null,
                Content = answer.Body is null ? null : new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [answer.Body.ContentType] = await CreateMediaTypeAsync(answer.Body, context, cancellationToken),
                },
            };
        }

        var error = await GetSchemaAsync(typeof(ErrorResource), context, cancellationToken);
        foreach (var refusals in known.Refusals.Concat(GetMiddlewareErrors(known, metadata)).Distinct().GroupBy(entry => entry.Status).OrderBy(group => group.Key))
            operation.Responses[FormatStatusCode(refusals.Key)] = CreateErrorResponse(refusals, error);
    }

    private static string Describe(Operation operation, PermissionRequirement? needed) =>
        $"""
        {operation.Description}

        {(needed is null
            ? "**No permission** is asked for."
            : "**One of these permissions**, delegated (work or school account) or application: "
                + string.Join(", ", needed.AcceptedPermissions.Select(name => $"`{name}`")) + ".")}

        Provenance: {operation.Provenance}.{(operation.Note is null ? "" : $" {operation.Note}")}
        """;

    /// <summary>What the stages before the handler can say: house 4.</summary>
    private static IEnumerable<GraphErrorDefinition> GetMiddlewareErrors(Operation operation, IList<object> metadata)
    {
        IEnumerable<GraphErrorDefinition> always = [.. QueryOptionErrors.OptionErrors, GraphErrorCatalog.QueryOptionNotEmulated, GraphErrorCatalog.UnhandledException];
        IEnumerable<GraphErrorDefinition> asking =
        [
            GraphErrorCatalog.TokenMissing, GraphErrorCatalog.TokenWithoutDots, GraphErrorCatalog.TokenMalformed, GraphErrorCatalog.TokenAudience, GraphErrorCatalog.TokenIssuer,
            GraphErrorCatalog.TokenTenant, GraphErrorCatalog.TokenExpired, GraphErrorCatalog.TokenNotYetValid, GraphErrorCatalog.TokenSignature, GraphErrorCatalog.TokenFromMicrosoft,
            GraphErrorCatalog.AccessDenied,
        ];
        IEnumerable<GraphErrorDefinition> reading = [GraphErrorCatalog.BodyTooLarge, NegotiationErrors.EncodingNotSupported, NegotiationErrors.BodyNotDecoded, GraphErrorCatalog.RequestTimeout];
        IEnumerable<GraphErrorDefinition> readingJson =
            [GraphErrorCatalog.JsonUnreadable, GraphErrorCatalog.JsonEmpty, GraphErrorCatalog.JsonTypeExpected];
        if (!metadata.OfType<AllowAnonymousMetadata>().Any())
            always = [.. always, .. asking];
        if (operation.IsJson)
            always = [.. always, NegotiationErrors.NotAcceptable];
        if (metadata.OfType<PermissionRequirement>().Any())
            always = [.. always, GraphErrorCatalog.PermissionMissing];
        if (metadata.OfType<QueryOptionsMetadata>().FirstOrDefault() is { } query)
            always = [.. always, .. QueryParameters.GetErrors(query)];
        return metadata.OfType<BodyParameter>().FirstOrDefault() switch
        {
            null => always,
            { JsonType: null } => [.. always, .. reading],
            _ => [.. always, .. reading, .. readingJson, metadata.OfType<RequestBodyMetadata>().FirstOrDefault()?.InvalidShapeError?.Definition ?? GraphErrorCatalog.FieldInvalid],
        };
    }

    private static OpenApiResponse CreateErrorResponse(IEnumerable<GraphErrorDefinition> entries, IOpenApiSchema schema) => new()
    {
        Description = string.Join(" · ", entries.Select(entry => entry.Name)),
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["application/json"] = new OpenApiMediaType
            {
                Schema = schema,
                Examples = entries.ToDictionary(entry => entry.Name, CreateErrorExample, StringComparer.Ordinal),
            },
        },
    };

    private static IOpenApiExample CreateErrorExample(GraphErrorDefinition entry)
    {
        const string Id = "00000000-0000-0000-0000-000000000000";
        var inner = new JsonObject { ["date"] = "2026-01-01T00:00:00", ["request-id"] = Id, ["client-request-id"] = Id };
        if (entry.Layer == ErrorLayer.Backend)
            inner.Insert(0, "correlationId", Id);
        return new OpenApiExample
        {
            Summary = $"{entry.Name} (status {entry.StatusProvenance}, text {entry.MessageProvenance})",
            Value = new JsonObject
            {
                ["error"] = new JsonObject { ["code"] = entry.Code, ["message"] = entry.CreateError([.. entry.SampleValues]).Message, ["innerError"] = inner },
            },
        };
    }

    private static async Task<OpenApiMediaType> CreateMediaTypeAsync(
        Sample sample, OpenApiOperationTransformerContext context, CancellationToken cancellationToken) => new()
        {
            Schema = sample switch
            {
                { BodyType: { } shape } => await GetSchemaAsync(shape, context, cancellationToken),
                { ContentType: "application/xml" } => CreateXmlSchema(sample.Text),
                _ => new OpenApiSchema { Type = JsonSchemaType.String },
            },
            Example = sample.BodyType is null ? JsonValue.Create(sample.Text) : JsonNode.Parse(sample.Text),
        };

    /// <summary>Each shape stands in the document once, and is referred to.</summary>
    private static async Task<IOpenApiSchema> GetSchemaAsync(
        Type shape, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Document is not { } document)
            return await context.GetOrCreateSchemaAsync(shape, cancellationToken: cancellationToken);
        var name = JsonNamingPolicy.CamelCase.ConvertName(
            shape.IsGenericType ? $"{TypeNameSuffix().Replace(shape.GenericTypeArguments[0].Name, "")}Collection" : TypeNameSuffix().Replace(shape.Name, ""));
        if (document.Components?.Schemas?.ContainsKey(name) != true)
            document.AddComponent(name, await context.GetOrCreateSchemaAsync(shape, cancellationToken: cancellationToken));
        return new OpenApiSchemaReference(name, document);
    }

    /// <summary>An object with a named root: for anything else Swagger UI writes an example of its own instead of ours.</summary>
    private static OpenApiSchema CreateXmlSchema(string text)
    {
        var root = XDocument.Parse(text).Root!.Name;
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Xml = new OpenApiXml { Name = root.LocalName, Namespace = new Uri(root.NamespaceName) },
        };
    }

    /// <summary>The keys in the path with an example, also where a handler does not ask for them since it refuses anyhow.</summary>
    private static void SetKeyParameters(OpenApiOperation operation, string path) =>
        operation.Parameters = [.. KeyParameters.Where(key => path.Contains($"{{{key.Name}:", StringComparison.Ordinal)).Select(key => new OpenApiParameter
        {
            Name = key.Name,
            In = ParameterLocation.Path,
            Required = true,
            Description = key.Description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = KeyExamplesByCollection.FirstOrDefault(other => path.Contains(other.Collection, StringComparison.Ordinal)).Example ?? key.Example,
        })];

    [GeneratedRegex("(Resource|Request)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TypeNameSuffix();

    private static string FormatStatusCode(int status) => status.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
