using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Requests;

namespace TrustFramework.MockServer.Documents;

/// <summary>Adds a route's metadata to the OpenAPI document: descriptions, parameters, and every status that the operation can return, with examples.</summary>
internal sealed partial class OperationTransformer : IOpenApiOperationTransformer
{
    private static readonly (string Name, string Description, string Example)[] KeyParameters =
    [
        ("id", "Letter case is ignored.", "B2C_1A_TokenSigningKeyContainer"),
        ("kid", "The key's `kid`. Letter case matters.", "aTREvwojOB9ph3fr2r6eTf_5eD5fmQsfsapVMwYI3o"),
    ];

    /// <summary>Examples of <c>id</c> in collections other than <c>keySets</c>.</summary>
    private static readonly (string Collection, string Example)[] KeyExamplesByCollection =
        [("policies", "B2C_1A_Hello"), ("organization", "00000000-0000-4000-8000-000000000b2c"), ("users", "87d349ed-44d7-43e1-9a83-5f2406dee5bd"), ("applications", "a9b5cb2c-8f0b-8b6c-9f2b-6d1c5b0d6f01")];

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<Operation>().FirstOrDefault() is not { } documented)
            return;
        operation.Summary = documented.IsEmulated ? documented.Name : $"{documented.Name} (not emulated yet)";
        operation.Description = Describe(documented, metadata.OfType<PermissionRequirement>().LastOrDefault());
        operation.AddExtension("x-provenance", new JsonNodeExtension(JsonValue.Create(documented.Provenance.ToString())));
        SetKeyParameters(operation, context.Description.RelativePath ?? "");
        if (metadata.OfType<QueryOptionsMetadata>().FirstOrDefault() is { } query)
            operation.Parameters = [.. operation.Parameters!, .. QueryParameters.Create(query)];
        if (documented.Request is { } request)
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
        foreach (var response in documented.Responses)
        {
            operation.Responses[FormatStatusCode(response.Status)] = new OpenApiResponse
            {
                Description = response.Description,
                Headers = response.Status == StatusCodes.Status201Created ? new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
                {
                    ["Location"] = new OpenApiHeader { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
                }
                : null,
                Content = response.Body is null ? null : new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [response.Body.ContentType] = await CreateMediaTypeAsync(response.Body, context, cancellationToken),
                },
            };
        }

        var errorSchema = await GetSchemaAsync(typeof(ErrorResource), context, cancellationToken);
        foreach (var errors in documented.Refusals.Concat(GetMiddlewareErrors(documented, metadata)).Distinct().GroupBy(entry => entry.Status).OrderBy(group => group.Key))
            operation.Responses[FormatStatusCode(errors.Key)] = CreateErrorResponse(errors, errorSchema);
    }

    private static string Describe(Operation operation, PermissionRequirement? permissions) =>
        $"""
        {operation.Description}

        {(permissions is null
            ? "**No permission** is required."
            : "**One of these permissions** is required, delegated (work or school account) or application: "
                + string.Join(", ", permissions.AcceptedPermissions.Select(name => $"`{name}`")) + ".")}

        Provenance: {operation.Provenance}.{(operation.Note is null ? "" : $" {operation.Note}")}
        """;

    /// <summary>The errors that the middleware before the handler can return.</summary>
    private static IEnumerable<GraphErrorDefinition> GetMiddlewareErrors(Operation operation, IList<object> metadata)
    {
        IEnumerable<GraphErrorDefinition> errors = [.. QueryOptionErrors.OptionErrors, GraphErrorCatalog.QueryOptionNotEmulated, GraphErrorCatalog.UnhandledException];
        IEnumerable<GraphErrorDefinition> authenticationErrors =
        [
            GraphErrorCatalog.TokenMissing, GraphErrorCatalog.TokenWithoutDots, GraphErrorCatalog.TokenMalformed, GraphErrorCatalog.TokenAudience, GraphErrorCatalog.TokenIssuer,
            GraphErrorCatalog.TokenTenant, GraphErrorCatalog.TokenExpired, GraphErrorCatalog.TokenNotYetValid, GraphErrorCatalog.TokenSignature, GraphErrorCatalog.TokenFromMicrosoft,
            GraphErrorCatalog.AccessDenied,
        ];
        IEnumerable<GraphErrorDefinition> bodyErrors = [GraphErrorCatalog.BodyTooLarge, NegotiationErrors.EncodingNotSupported, NegotiationErrors.BodyNotDecoded, GraphErrorCatalog.RequestTimeout];
        IEnumerable<GraphErrorDefinition> jsonErrors =
            [GraphErrorCatalog.JsonUnreadable, GraphErrorCatalog.JsonEmpty, GraphErrorCatalog.JsonTypeExpected];
        if (!metadata.OfType<IAllowAnonymous>().Any())
            errors = [.. errors, .. authenticationErrors];
        if (operation.IsJson)
            errors = [.. errors, NegotiationErrors.NotAcceptable];
        if (metadata.OfType<PermissionRequirement>().LastOrDefault() is { } permission)
            errors = [.. errors, permission.IsDirectory ? DirectoryErrors.InsufficientPrivileges : GraphErrorCatalog.PermissionMissing];
        if (metadata.OfType<QueryOptionsMetadata>().FirstOrDefault() is { } query)
            errors = [.. errors, .. QueryParameters.GetErrors(query)];
        return metadata.OfType<BodyParameter>().FirstOrDefault() switch
        {
            null => errors,
            { JsonType: null } => [.. errors, .. bodyErrors],
            _ => [.. errors, .. bodyErrors, .. jsonErrors, metadata.OfType<RequestBodyMetadata>().FirstOrDefault()?.InvalidShapeError?.Definition ?? GraphErrorCatalog.FieldInvalid],
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
                { BodyType: { } type } => await GetSchemaAsync(type, context, cancellationToken),
                { ContentType: "application/xml" } => CreateXmlSchema(sample.Text),
                _ => new OpenApiSchema { Type = JsonSchemaType.String },
            },
            Example = sample.BodyType is null ? JsonValue.Create(sample.Text) : JsonNode.Parse(sample.Text),
        };

    /// <summary>Adds a type's schema to the document once and returns a reference to it.</summary>
    private static async Task<IOpenApiSchema> GetSchemaAsync(
        Type type, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Document is not { } document)
            return await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellationToken);
        var name = JsonNamingPolicy.CamelCase.ConvertName(
            type.IsGenericType ? $"{TypeNameSuffix().Replace(type.GenericTypeArguments[0].Name, "")}Collection" : TypeNameSuffix().Replace(type.Name, ""));
        if (document.Components?.Schemas?.ContainsKey(name) != true)
            document.AddComponent(name, await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellationToken));
        return new OpenApiSchemaReference(name, document);
    }

    /// <summary>An object with a named root element. For any other schema Swagger UI ignores the example and generates its own.</summary>
    private static OpenApiSchema CreateXmlSchema(string text)
    {
        var root = XDocument.Parse(text).Root!.Name;
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Xml = new OpenApiXml { Name = root.LocalName, Namespace = new Uri(root.NamespaceName) },
        };
    }

    /// <summary>Describes the keys in the path, including those that the handler does not bind.</summary>
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
