using System.Reflection;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Management;

/// <summary>A handler's parameter: the tenant of the caller, or why the request is refused.</summary>
internal sealed record ManagementCaller(Result<Tenant, ManagementError> Tenant) : IBindableFromHttpContext<ManagementCaller>
{
    public static async ValueTask<ManagementCaller?> BindAsync(HttpContext context, ParameterInfo parameter) => new(
        context.Request.Query.ContainsKey("api-version")
            ? await context.RequestServices.GetRequiredService<ManagementAuthenticator>().AuthenticateAsync(context.Request)
            : ManagementError.ApiVersionMissing);
}
