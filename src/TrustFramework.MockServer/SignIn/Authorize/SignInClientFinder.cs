using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.SignIn.Authorize;

/// <summary>Finds the application that a request names. As long as no application of the tenant has a redirect URI, any application is accepted, which the log says once.</summary>
internal sealed partial class SignInClientFinder(ILogger<SignInClientFinder> logger)
{
    private int _isLogged;

    /// <param name="id">The client id; empty if the request has none.</param>
    public async ValueTask<Result<SignInClient, PolicyError>> FindAsync(string id, SignInTenant tenant)
    {
        if (id.Length == 0)
            return PolicyErrorCatalog.ClientIdMissing.With();
        var applications = tenant.Tenant.Applications;
        var (registration, isStrict) = (await applications.FindByAppIdAsync(id), await applications.RequireRegistrationAsync());
        if (registration is null && isStrict)
        {
            return PolicyErrorCatalog.ClientUnknown.With(id, tenant.Domain) with
            {
                Hint = "An application of the tenant has a redirect URI, so only registered applications can sign in. Register it: POST /v1.0/applications, or applications.json in a seed.",
            };
        }

        if (!isStrict && Interlocked.Exchange(ref _isLogged, 1) == 0)
            Log.AnyAccepted(logger, tenant.Tenant.Id);
        return new SignInClient(registration?.AppId ?? id, registration, isStrict);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Tenant {Tenant:l} accepts any client id, secret and redirect URI, because none of its applications has a redirect URI. This is logged once, for all tenants.")]
        public static partial void AnyAccepted(ILogger logger, TenantId tenant);
    }
}
