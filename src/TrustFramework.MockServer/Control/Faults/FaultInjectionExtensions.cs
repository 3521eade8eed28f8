using Microsoft.AspNetCore.OpenApi;
using TrustFramework.MockServer.Control.Faults.Kinds;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Login;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.SignIn;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>Adds fault injection to the emulated services.</summary>
internal static class FaultInjectionExtensions
{
    public static IServiceCollection AddFaults(this IServiceCollection services) => services
        .AddSingleton<FaultRuleMatcher>()
        .AddSingleton<FaultRuleHandler>()
        .Configure<OpenApiOptions>(OpenApiDocumentNames.ControlPlane, options => options.AddSchemaTransformer<FaultKindSchemaTransformer>());

    public static void UseGraphFaults(this IApplicationBuilder app) => app.UseMiddleware<FaultMiddleware>(new FaultTargetFactory(context =>
    {
        var caller = GraphRequestContext.Get(context).Caller;
        return ValueTask.FromResult(new FaultTarget(context, caller?.Tenant.Id ?? TenantId.Global, caller?.Principal.ClientId, GraphErrorWriter.WriteAsync));
    }));

    public static void UseLoginFaults(this IApplicationBuilder app) => app.UseMiddleware<FaultMiddleware>(new FaultTargetFactory(async context =>
        new FaultTarget(context, (await LoginRequestContext.GetOrCreateAsync(context)).TenantId, Client: null, WriteLoginErrorAsync)));

    public static void UseSignInFaults(this IApplicationBuilder app) => app.UseMiddleware<FaultMiddleware>(new FaultTargetFactory(async context =>
        new FaultTarget(context, (await SignInRequestContext.GetOrCreateAsync(context)).TenantId, Client: null, WriteSignInErrorAsync)));

    /// <summary>The endpoints of policies have one error for all of these, with the status of the rule.</summary>
    private static async Task WriteSignInErrorAsync(HttpContext context, GraphError error)
    {
        var request = await SignInRequestContext.GetOrCreateAsync(context);
        await request.CreateErrorResult((PolicyErrorCatalog.Unavailable with { Status = error.Definition.Status }).With()).ExecuteAsync(context);
    }

    /// <summary>The login service has one error for all of these, with the status of the rule.</summary>
    private static async Task WriteLoginErrorAsync(HttpContext context, GraphError error)
    {
        var request = await LoginRequestContext.GetOrCreateAsync(context);
        await request.CreateErrorResult((LoginErrorCatalog.Transient with { Status = error.Definition.Status }).With()).ExecuteAsync(context);
    }
}
