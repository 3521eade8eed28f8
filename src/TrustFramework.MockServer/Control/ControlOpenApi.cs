using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TrustFramework.MockServer.Control;

/// <summary>What the control plane's document says of these routes beyond their names.</summary>
internal static class ControlOpenApi
{
    private static readonly (string Name, string Description)[] ParameterDescriptions =
    [
        ("tenant", "Its GUID or domain name, or `default`; where it may be left out, that is the default tenant."),
        ("format", "`xml` or `json` for the effective policy, else as Accept asks; `json` or `mermaid` for the graph."),
        ("id", "The id of a policy, in any letter case."),
    ];

    public static RouteHandlerBuilder ProducesContent(this RouteHandlerBuilder route, params string[] types) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), types));

    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
            route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemResource), ["application/problem+json"]));
        return route;
    }

    public static RouteHandlerBuilder DescribeParameters(this RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        foreach (var parameter in operation.Parameters ?? [])
            parameter.Description = Array.Find(ParameterDescriptions, known => known.Name == parameter.Name).Description;
        return Task.CompletedTask;
    });

    /// <summary>A body that can be sent as it stands.</summary>
    public static RouteHandlerBuilder WithRequestExample(this RouteHandlerBuilder route, string json) => route.WithMetadata(new RequestBodyExample(json));

    /// <summary>Said to readers alone: as metadata of the framework it would refuse other content types.</summary>
    public static async Task DescribeBodyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var route = context.Description.ActionDescriptor.EndpointMetadata;
        var (shape, example) = (route.OfType<RequestBodyType>().LastOrDefault(), route.OfType<RequestBodyExample>().LastOrDefault());
        if (shape is null && example is null && !route.OfType<UploadLimit>().Any())
            return;
        operation.RequestBody = new OpenApiRequestBody
        {
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/json"] = new OpenApiMediaType
                {
                    Schema = shape is null
                        ? new OpenApiSchema { Type = JsonSchemaType.Object }
                        : await context.GetOrCreateSchemaAsync(shape.Type, parameterDescription: null, cancellation),
                    Example = example is null ? null : JsonNode.Parse(example.Json),
                },
            },
        };
    }

    /// <summary>Said to readers alone, likewise.</summary>
    public static RouteHandlerBuilder AcceptsPolicy(this RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "A policy file.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/xml"] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    Example = JsonValue.Create("<TrustFrameworkPolicy xmlns=\"http://schemas.microsoft.com/online/cpim/schemas/2013/06\" "
                        + "PolicySchemaVersion=\"0.3.0.0\" TenantId=\"contoso.onmicrosoft.com\" PolicyId=\"B2C_1A_Hello\" />"),
                },
            },
        };
        return Task.CompletedTask;
    });
}

/// <summary>Route metadata: what the JSON body is read as.</summary>
internal sealed record RequestBodyType(Type Type);

/// <summary>Route metadata: a body for the document.</summary>
internal sealed record RequestBodyExample(string Json);
