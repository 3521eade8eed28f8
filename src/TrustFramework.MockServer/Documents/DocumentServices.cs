namespace TrustFramework.MockServer.Documents;

internal static class DocumentServices
{
    public static IServiceCollection AddDocuments(this IServiceCollection services) => services.AddOpenApi("v1");

    public static void UseDocuments(this IApplicationBuilder app) => app.UseSwaggerUI(ui => ui.SwaggerEndpoint("/openapi/v1.json", "Microsoft Graph beta trustFramework (emulated)"));

    public static void MapDocuments(this IEndpointRouteBuilder routes) => routes.MapOpenApi();
}
