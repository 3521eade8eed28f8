using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.SignIn.Errors;

namespace TrustFramework.MockServer.SignIn.OpenApi;

/// <summary>Describes the endpoints of policies in their OpenAPI document, from the metadata of the routes.</summary>
internal static class SignInOperations
{
    private const string Tag = "Policies";
    private const string Example = "00000000-0000-0000-0000-000000000000";

    private static readonly (string Name, string Description, string Example)[] PathParameters =
    [
        ("tenant", "The domain name or the GUID of the tenant.", "contoso.onmicrosoft.com"),
        ("policy", "The id of a policy with a relying party.", "B2C_1A_Example_SignUpOrSignIn"),
    ];

    /// <summary>Adds the endpoints of a group to the document.</summary>
    public static RouteGroupBuilder WithSignInDocument(this RouteGroupBuilder group) =>
        group.WithGroupName(OpenApiDocumentNames.SignIn).WithTags(Tag).AddOpenApiOperationTransformer(DescribeAsync);

    private static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var endpoint = metadata.OfType<SignInEndpointMetadata>().Last();
        var (purpose, provenance) = metadata.OfType<NonGraphEndpointMetadata>().Last();
        var method = context.Description.HttpMethod ?? HttpMethods.Get;
        operation.OperationId = $"{ToPascalCase(method)}Policy{ToPascalCase(endpoint.Operation)}";
        operation.Summary = $"{char.ToUpperInvariant(purpose![0])}{purpose[1..]}";
        operation.Description = $"Provenance: {provenance}. In faults and in the journal: `SignIn/{endpoint.Operation}`.";
        operation.AddExtension("x-provenance", new JsonNodeExtension(JsonValue.Create(provenance.ToString())));
        operation.Parameters = [.. PathParameters.Select(parameter => new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Path,
            Required = true,
            Description = parameter.Description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = parameter.Example,
        })];
        if (HttpMethods.IsGet(method))
            operation.Parameters = [.. operation.Parameters, .. endpoint.Parameters.Select(CreateQueryParameter)];
        else if (endpoint.Parameters.Count > 0)
            operation.RequestBody = CreateForm(endpoint.Parameters);
        AddResponses(operation, endpoint, context.Document);
        if (endpoint.Authentication is { } authentication && context.Document is { } document)
            operation.Security = CreateSecurity(authentication, document);
        return Task.CompletedTask;
    }

    private static OpenApiParameter CreateQueryParameter(SignInParameter parameter) => new()
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Required = parameter.IsRequired,
        Description = parameter.Description,
        Schema = CreateValueSchema(parameter),
    };

    private static OpenApiRequestBody CreateForm(IReadOnlyList<SignInParameter> fields) => new()
    {
        Required = fields.Any(field => field.IsRequired),
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["application/x-www-form-urlencoded"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = fields.Where(field => field.IsRequired).Select(field => field.Name).ToHashSet(StringComparer.Ordinal),
                    Properties = fields.ToDictionary(field => field.Name, IOpenApiSchema (field) => CreateValueSchema(field), StringComparer.Ordinal),
                },
            },
        },
    };

    private static OpenApiSchema CreateValueSchema(SignInParameter parameter) => new()
    {
        Type = JsonSchemaType.String,
        Description = parameter.Description,
        Enum = parameter.Values.Count > 0 ? [.. parameter.Values.Select(value => JsonValue.Create(value))] : null,
    };

    private static void AddResponses(OpenApiOperation operation, SignInEndpointMetadata endpoint, OpenApiDocument? document)
    {
        operation.Responses = [];
        foreach (var response in endpoint.Responses)
            AddResponse(operation.Responses, WithRedirectErrors(response, endpoint.RedirectErrors), response.Body is null ? null : JsonSchemas.Create(response.Body));
        foreach (var errors in endpoint.JsonErrors.GroupBy(error => error.Status))
        {
            var examples = errors.DistinctBy(error => error.Name, StringComparer.Ordinal).ToDictionary(error => error.Name, CreateExample, StringComparer.Ordinal);
            AddResponse(
                operation.Responses, SignInResponse.Errors(errors.Key, "An error:", "application/json", errors), CreateErrorSchema(document), examples);
        }

        foreach (var errors in endpoint.PageErrors.GroupBy(error => error.Status))
            AddResponse(operation.Responses, SignInResponse.Errors(errors.Key, "A page with an error:", "text/html", errors));
    }

    private static SignInResponse WithRedirectErrors(SignInResponse response, IReadOnlyList<PolicyErrorDefinition> errors) =>
        response.Status != StatusCodes.Status302Found || errors.Count == 0
            ? response
            : response with { Description = $"{response.Description} If the request fails, it has `error`, `error_description` and `state`:\n\n{SignInResponse.List(errors)}" };

    /// <summary>Responses with the same status become one, with a content type for each.</summary>
    private static void AddResponse(OpenApiResponses responses, SignInResponse added, IOpenApiSchema? schema = null, IDictionary<string, IOpenApiExample>? examples = null)
    {
        var status = added.Status.ToString(CultureInfo.InvariantCulture);
        if (!responses.TryGetValue(status, out var existing))
        {
            responses[status] = existing = new OpenApiResponse
            {
                Description = "",
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal),
                Headers = added.Status == StatusCodes.Status302Found ? new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
                {
                    ["Location"] = new OpenApiHeader { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
                }
                : null,
            };
        }

        existing.Description = existing.Description is { Length: > 0 } first ? $"{first}\n\n{added.Description}" : added.Description;
        if (added.ContentType is { } type)
            existing.Content![type] = new OpenApiMediaType { Schema = schema ?? new OpenApiSchema { Type = type == "text/html" ? JsonSchemaType.String : JsonSchemaType.Object }, Examples = examples };
    }

    /// <summary>Once in the document; operations refer to it.</summary>
    private static IOpenApiSchema CreateErrorSchema(OpenApiDocument? document)
    {
        const string Name = "error";
        var schema = JsonSchemas.Create(SignInJson.Wire.PolicyErrorResource);
        if (document is null)
            return schema;
        if (document.Components?.Schemas?.ContainsKey(Name) != true)
            document.AddComponent(Name, schema);
        return new OpenApiSchemaReference(Name, document);
    }

    private static IOpenApiExample CreateExample(PolicyErrorDefinition error) => new OpenApiExample
    {
        Summary = $"{error.Name} ({error.Provenance})",
        Value = new JsonObject
        {
            ["error"] = error.Error,
            ["error_description"] = $"{error.Name}: {error.Text}\r\nCorrelation ID: {Example}\r\nTimestamp: 2026-01-01 00:00:00Z\r\n",
        },
    };

    private static List<OpenApiSecurityRequirement> CreateSecurity(SignInAuthentication authentication, OpenApiDocument document)
    {
        if (document.Components?.SecuritySchemes?.ContainsKey(authentication.SchemeName) != true)
        {
            document.AddComponent(authentication.SchemeName, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = authentication.Scheme,
                Description = authentication.Description,
            });
        }

        OpenApiSecurityRequirement requirement = new() { [new OpenApiSecuritySchemeReference(authentication.SchemeName, document)] = [] };
        return authentication.IsRequired ? [requirement] : [requirement, new OpenApiSecurityRequirement()];
    }

    private static string ToPascalCase(string word) => $"{char.ToUpperInvariant(word[0])}{word[1..].ToLowerInvariant()}";
}
