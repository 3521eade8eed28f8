using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Control;

/// <summary>Route extensions that describe the control plane's operations in its OpenAPI document.</summary>
internal static class ControlOpenApi
{
    private const string PolicyExample =
        """<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0" TenantId="contoso.onmicrosoft.com" PolicyId="B2C_1A_Hello" />""";

    private static readonly Dictionary<string, string> ParameterDescriptions = new(StringComparer.Ordinal)
    {
        ["tenant"] = "The tenant's GUID or domain name, or `default`. Where the parameter is optional, it defaults to the default tenant.",
        ["format"] = "`xml` or `json` for the effective policy; defaults to the format that the Accept header prefers. `json` or `mermaid` for the graph; defaults to `json`.",
        ["id"] = "The ID of a policy. It is not case-sensitive.",
        ["number"] = "The number of a journal entry.",
    };

    /// <summary>Adds a 200 response whose body is not JSON.</summary>
    public static RouteHandlerBuilder ProducesContent(this RouteHandlerBuilder route, params string[] contentTypes) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), contentTypes));

    /// <summary>Adds a problem details response for each status code.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder route, params ReadOnlySpan<int> statusCodes)
    {
        foreach (var statusCode in statusCodes)
            route.WithMetadata(new ProducesResponseTypeMetadata(statusCode, typeof(ProblemResource), ["application/problem+json"]));
        return route;
    }

    /// <summary>Describes the route and query parameters that several operations have.</summary>
    public static RouteHandlerBuilder WithParameterDescriptions(this RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        foreach (var parameter in operation.Parameters ?? [])
            parameter.Description ??= ParameterDescriptions.GetValueOrDefault(parameter.Name ?? "");
        return Task.CompletedTask;
    });

    /// <summary>Adds an example of the JSON body.</summary>
    public static RouteHandlerBuilder WithRequestExample(this RouteHandlerBuilder route, string json) => route.WithMetadata(new RequestBodyExample(json));

    /// <summary>Describes a policy file as the body. Other content types are accepted too, which the framework's own metadata cannot express.</summary>
    public static RouteHandlerBuilder AcceptsPolicy(this RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        var schema = new OpenApiSchema { Type = JsonSchemaType.String };
        var body = CreateBody("application/xml", schema, JsonValue.Create(PolicyExample));
        (body.Required, body.Description) = (true, "A policy file.");
        operation.RequestBody = body;
        return Task.CompletedTask;
    });

    /// <summary>Describes a JSON body. Other content types are accepted too, which the framework's own metadata cannot express.</summary>
    public static async Task DescribeBodyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var (body, example) = (metadata.OfType<RequestBodyType>().LastOrDefault(), metadata.OfType<RequestBodyExample>().LastOrDefault());
        if (body is null && example is null && !metadata.OfType<UploadLimit>().Any())
            return;
        var schema = body is null
            ? new OpenApiSchema { Type = JsonSchemaType.Object }
            : await context.GetOrCreateSchemaAsync(body.Type, parameterDescription: null, cancellation);
        operation.RequestBody = CreateBody("application/json", schema, example is null ? null : JsonNode.Parse(example.Json));
    }

    private static OpenApiRequestBody CreateBody(string contentType, OpenApiSchema schema, JsonNode? example) => new()
    {
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [contentType] = new OpenApiMediaType { Schema = schema, Example = example },
        },
    };
}

/// <summary>Route metadata: the type that the JSON body is deserialized to.</summary>
internal sealed record RequestBodyType(Type Type);

/// <summary>Route metadata: an example of the JSON body.</summary>
internal sealed record RequestBodyExample(string Json);
