using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Model;
using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Documents;

/// <summary>The OpenAPI documents of Graph, the control plane and the endpoints of policies, Swagger UI, and the fidelity page.</summary>
internal static class DocumentServices
{
    private const string SignInTitle = "Azure AD B2C sign-in (emulated)";
    private const string BearerScheme = "bearer";

    /// <summary>Differs from the name in the other document, because Swagger UI stores tokens by scheme name and would send the wrong one.</summary>
    private const string ControlTokenScheme = "controlToken";
    private const string OAuthScheme = "oauth2";
    private const string LoginPath = "/organizations/oauth2/v2.0";

    /// <param name="loginErrors">The errors of the login service for the fidelity page.</param>
    /// <param name="signInErrors">The errors of the endpoints of policies.</param>
    public static IServiceCollection AddDocuments(
        this IServiceCollection services, Func<EdmModel> model, Func<IReadOnlyList<LoginErrorRow>> loginErrors, Func<IReadOnlyList<LoginErrorRow>> signInErrors) => services
        .AddSingleton(provider => new FidelityPage(provider.GetRequiredService<EndpointDataSource>(), model(), loginErrors(), signInErrors()))
        .AddSingleton<DocumentCache>()
        .AddOpenApi(OpenApiDocumentNames.Graph, options =>
        {
            options.ShouldInclude = route => route.GroupName is null;
            options.AddOperationTransformer<OperationTransformer>();
            options.AddSchemaTransformer<IntegerSchemaTransformer>();
            options.AddDocumentTransformer((document, _, _) =>
            {
                DescribeGraph(document);
                return Task.CompletedTask;
            });
        })
        .AddOpenApi(OpenApiDocumentNames.ControlPlane, options =>
        {
            options.ShouldInclude = route => route.GroupName == OpenApiDocumentNames.ControlPlane;
            options.AddSchemaTransformer<IntegerSchemaTransformer>();
            options.AddOperationTransformer((operation, context, _) =>
            {
                if (context.Description.ActionDescriptor.EndpointMetadata.OfType<AllowAnonymousControlAccess>().Any())
                    operation.Security = [];
                return Task.CompletedTask;
            });
            options.AddDocumentTransformer((document, _, _) =>
            {
                DescribeControlPlane(document);
                return Task.CompletedTask;
            });
        })
        .AddOpenApi(OpenApiDocumentNames.SignIn, options =>
        {
            options.ShouldInclude = route => route.GroupName == OpenApiDocumentNames.SignIn;
            options.AddDocumentTransformer((document, _, _) =>
            {
                DescribeSignIn(document);
                return Task.CompletedTask;
            });
        });

    public static void UseDocuments(this IApplicationBuilder app) => app.UseSwaggerUI(ui =>
    {
        ui.DocumentTitle = "TrustFramework.MockServer";
        ui.SwaggerEndpoint($"/openapi/{OpenApiDocumentNames.Graph}.json", "Microsoft Graph beta trustFramework (emulated)");
        ui.SwaggerEndpoint($"/openapi/{OpenApiDocumentNames.ControlPlane}.json", "Control plane");
        ui.SwaggerEndpoint($"/openapi/{OpenApiDocumentNames.SignIn}.json", SignInTitle);
        ui.EnablePersistAuthorization();
        ui.DisplayRequestDuration();
        ui.EnableDeepLinking();
        ui.OAuthClientId("swagger-ui");
        // Preselected, because a sign-in without any scope fails.
        ui.OAuthScopes(PermissionNames.WritePolicies, PermissionNames.WriteKeySets, PermissionNames.WriteUsers, PermissionNames.WriteApplications);
        ui.OAuthUsePkce();
    });

    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/openapi/{documentName}.json", GetOpenApi).ExcludeFromDescription();
        routes.MapGet("/_mock/fidelity", GetFidelity)
            .WithName("Fidelity")
            .WithSummary("Returns what is emulated, with the provenance of each behaviour: docs/fidelity.md")
            .WithTags("Documents")
            .WithGroupName(OpenApiDocumentNames.ControlPlane)
            .WithMetadata(new AllowAnonymousControlAccess());
        routes.MapGet("/", GetHome).WithMetadata(new NonGraphEndpointMetadata()).ExcludeFromDescription();
    }

    private static IResult GetOpenApi(string documentName, DocumentCache documents) => documents.FindOpenApi(documentName) is { } document
        ? document
        : TypedResults.Text($"No OpenAPI document with the name '{documentName}' was found.", "text/plain", Encoding.UTF8, StatusCodes.Status404NotFound);

    private static CachedDocument GetFidelity(DocumentCache documents) => documents.Fidelity;

    private static RedirectHttpResult GetHome() => TypedResults.Redirect("/swagger");

    private static void DescribeControlPlane(OpenApiDocument document)
    {
        document.Info.Title = "TrustFramework.MockServer control plane";
        document.Info.Description =
            """
            Operations for tests, which the real service does not have.

            These operations require a token if the server is reachable from other machines or `MockServer:Control:Token` is set. Select
            **Authorize** and enter the token from the setting or from the startup log. Health checks, the CA certificate and the fidelity page
            never require a token.
            """;
        document.Components ??= new OpenApiComponents();
        document.AddComponent(ControlTokenScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = BearerScheme,
            Description = "The token from `MockServer:Control:Token` or from the startup log.",
        });
        // The empty requirement makes the token optional: whether it is required depends on the settings.
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ControlTokenScheme, document)] = [] }, new OpenApiSecurityRequirement()];
        document.Servers = [CreateRelativeServer()];
    }

    private static void DescribeSignIn(OpenApiDocument document)
    {
        document.Info.Title = SignInTitle;
        document.Info.Description =
            """
            The endpoints of `{tenant}.b2clogin.com` through which applications sign in by a policy. On this server's own host they have the same paths.

            The prefixes `/tfp` and `/te` and the policy as query parameter `p` in place of the path segment work as well. Letter case of tenant and policy does
            not matter.

            Each operation states its provenance: *Documented* [D] by the vendor, *Observed* [O] in recorded traffic or required by clients,
            or *Inferred* [I] where the service's behaviour is unknown. `/_mock/fidelity` contains the full list.
            """;
        document.Servers = [CreateRelativeServer()];
    }

    private static void DescribeGraph(OpenApiDocument document)
    {
        document.Info.Title = "Microsoft Graph beta trustFramework (emulated)";
        document.Info.Description =
            $$"""
            An unofficial local emulator of the Microsoft Graph API for custom policies and policy keys of Azure AD B2C.

            Select **Authorize** and enter a token. In mode `stub` (the default), permission names are a token:
            `{{PermissionNames.WritePolicies}} {{PermissionNames.WriteKeySets}}`. Alternatively, sign in on this server's own
            sign-in page as one of its test users. In mode `strict` the user's directory role is checked as well.

            Each operation states its provenance: *Documented* [D] by the vendor, *Observed* [O] in recorded traffic or required by clients,
            or *Inferred* [I] where the service's behaviour is unknown. `/_mock/fidelity` contains the full list.
            """;
        document.Components ??= new OpenApiComponents();
        document.AddComponent(BearerScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = BearerScheme,
            Description = "An access token or, in mode `stub`, permission names separated by spaces or commas.",
        });
        document.AddComponent(OAuthScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Description = "This server's sign-in page. The client secret can be omitted.",
            Flows = new OpenApiOAuthFlows
            {
                AuthorizationCode = new OpenApiOAuthFlow
                {
                    AuthorizationUrl = new Uri($"{LoginPath}/authorize", UriKind.Relative),
                    TokenUrl = new Uri($"{LoginPath}/token", UriKind.Relative),
                    Scopes = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        [PermissionNames.ReadPolicies] = "Read policies",
                        [PermissionNames.WritePolicies] = "Read and write policies",
                        [PermissionNames.ReadKeySets] = "Read key sets",
                        [PermissionNames.WriteKeySets] = "Read and write key sets",
                        [PermissionNames.ReadUsers] = "Read users",
                        [PermissionNames.WriteUsers] = "Read and write users",
                        [PermissionNames.WriteApplications] = "Read and write applications",
                        [PermissionNames.ReadDirectory] = "Read the directory",
                        [PermissionNames.WriteDirectory] = "Read and write the directory",
                    },
                },
            },
        });
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerScheme, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(OAuthScheme, document)] = [] },
        ];
        document.Servers = [CreateRelativeServer()];
    }

    /// <summary>Relative, so that "Try it out" sends requests to the host of the page, even behind a proxy.</summary>
    private static OpenApiServer CreateRelativeServer() => new() { Url = "/" };
}
