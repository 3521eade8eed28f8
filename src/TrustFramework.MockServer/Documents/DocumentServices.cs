using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Model;
using TrustFramework.MockServer.Hosting;

namespace TrustFramework.MockServer.Documents;

/// <summary>The OpenAPI documents of the API and of the control plane, Swagger UI over them, and the fidelity page.</summary>
internal static class DocumentServices
{
    /// <summary>The document, and the group of routes, of what lies under /_mock.</summary>
    public const string ControlPlaneDocument = "control";
    private const string GraphDocument = "v1";
    private const string BearerScheme = "bearer";

    /// <summary>Not the other document's bearer: Swagger UI keeps them by name, and would send one for the other.</summary>
    private const string ControlTokenScheme = "controlToken";
    private const string OAuthScheme = "oauth2";
    private const string LoginPath = "/organizations/oauth2/v2.0";

    /// <param name="loginErrors">Rows of the fidelity page whose room this one does not know: name, OAuth's word, text, tag, source.</param>
    public static IServiceCollection AddDocuments(this IServiceCollection services, Func<EdmModel> model, Func<IReadOnlyList<LoginErrorRow>> loginErrors) => services
        .AddSingleton(provider => new FidelityPage(provider.GetRequiredService<EndpointDataSource>(), model(), loginErrors()))
        .AddOpenApi(GraphDocument, options =>
        {
            options.ShouldInclude = route => route.GroupName is null;
            options.AddOperationTransformer<OperationTransformer>();
            options.AddDocumentTransformer((document, _, _) =>
            {
                DescribeGraph(document);
                return Task.CompletedTask;
            });
        })
        .AddOpenApi(ControlPlaneDocument, options =>
        {
            options.ShouldInclude = route => route.GroupName == ControlPlaneDocument;
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
        });

    public static void UseDocuments(this IApplicationBuilder app) => app.UseSwaggerUI(ui =>
    {
        ui.DocumentTitle = "TrustFramework.MockServer";
        ui.SwaggerEndpoint($"/openapi/{GraphDocument}.json", "Microsoft Graph beta trustFramework (emulated)");
        ui.SwaggerEndpoint($"/openapi/{ControlPlaneDocument}.json", "Control plane");
        ui.EnablePersistAuthorization();
        ui.DisplayRequestDuration();
        ui.EnableDeepLinking();
        ui.OAuthClientId("swagger-ui");
        // Ticked from the start: the dialog lets somebody who ticks nothing run into an error.
        ui.OAuthScopes("Policy.ReadWrite.TrustFramework", "TrustFrameworkKeySet.ReadWrite.All");
        ui.OAuthUsePkce();
    });

    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi();
        routes.MapGet("/_mock/fidelity", GetFidelity)
            .WithName("Fidelity")
            .WithSummary("What is emulated and how sure that is: docs/fidelity.md")
            .WithTags("Documents")
            .WithGroupName(ControlPlaneDocument)
            .WithMetadata(new AllowAnonymousControlAccess());
        routes.MapGet("/", GetHome).WithMetadata(new NonGraphEndpointMetadata()).ExcludeFromDescription();
    }

    private static ContentHttpResult GetFidelity(FidelityPage page) => TypedResults.Text(page.Render(), "text/markdown");

    private static RedirectHttpResult GetHome() => TypedResults.Redirect("/swagger");

    private static void DescribeControlPlane(OpenApiDocument document)
    {
        document.Info.Title = "TrustFramework.MockServer control plane";
        document.Info.Description =
            """
            What the real service does not have.

            Where others can reach the server, or `MockServer:Control:Token` is set, these operations want a token: press **Authorize** and
            give the one of the setting or of the log of the start. Health, the CA's certificate and the fidelity page never want it.
            """;
        document.Components ??= new OpenApiComponents();
        document.AddComponent(ControlTokenScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = BearerScheme,
            Description = "The token of `MockServer:Control:Token`, or the one in the log of the server's start.",
        });
        // The empty one: whether it is wanted depends on the settings.
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ControlTokenScheme, document)] = [] }, new OpenApiSecurityRequirement()];
        document.Servers = [CreateRelativeServer()];
    }

    private static void DescribeGraph(OpenApiDocument document)
    {
        document.Info.Title = "Microsoft Graph beta trustFramework (emulated)";
        document.Info.Description =
            """
            An unofficial local stand-in for the custom policies and policy keys of Azure AD B2C.

            Press **Authorize** and give a token. While the server runs in mode `stub` (the default) the names of the permissions
            are a token: `Policy.ReadWrite.TrustFramework TrustFrameworkKeySet.ReadWrite.All`. Or sign in at this server's own
            login page as one of its test users; in mode `strict` the user's directory role counts too.

            Provenance says how sure it is that the service behaves so: *Documented* [D] by the vendor, *Observed* [O] on the wire
            or by clients that rely on it, *Inferred* [I] where nobody knows and we had to choose. `/_mock/fidelity` has it all.
            """;
        document.Components ??= new OpenApiComponents();
        document.AddComponent(BearerScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = BearerScheme,
            Description = "An access token or, in mode `stub`, permission names separated by blanks or commas.",
        });
        document.AddComponent(OAuthScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Description = "The sign-in page of this server; the secret can be left out.",
            Flows = new OpenApiOAuthFlows
            {
                AuthorizationCode = new OpenApiOAuthFlow
                {
                    AuthorizationUrl = new Uri($"{LoginPath}/authorize", UriKind.Relative),
                    TokenUrl = new Uri($"{LoginPath}/token", UriKind.Relative),
                    Scopes = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["Policy.Read.All"] = "read policies",
                        ["Policy.ReadWrite.TrustFramework"] = "read and write policies",
                        ["TrustFrameworkKeySet.Read.All"] = "read key sets",
                        ["TrustFrameworkKeySet.ReadWrite.All"] = "read and write key sets",
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

    /// <summary>Relative, so that "Try it out" asks the host that the page came from, through any proxy.</summary>
    private static OpenApiServer CreateRelativeServer() => new() { Url = "/" };
}
