using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Identity.Web;

namespace TrustFramework.MockServer.ClientTests.PolicySignIn;

/// <summary>Applications with Microsoft.Identity.Web, in this process.</summary>
internal static class WebApplications
{
    public const string Section = "AzureAdB2C";

    /// <summary>Of <see cref="PolicyTenant.WebRedirect"/>. The requests do not use the network.</summary>
    public static readonly Uri Address = new("https://localhost:5001");

    /// <summary>Creates an application with the settings of a tenant, as in its appsettings.json.</summary>
    public static WebApplicationBuilder CreateBuilder(PolicyTenant tenant, string client)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer(options => options.BaseAddress = Address);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [$"{Section}:Instance"] = tenant.Server.Address.ToString().TrimEnd('/'), // https://localhost:8443
            [$"{Section}:Domain"] = tenant.Domain,
            [$"{Section}:TenantId"] = tenant.Id.ToString(),
            [$"{Section}:SignUpSignInPolicyId"] = PolicyTenant.Policy,
            [$"{Section}:ClientId"] = client,
        });
        TrustServer(builder.Services, tenant);
        return builder;
    }

    /// <summary>Trusts the CA. Not needed where SSL_CERT_FILE names it. The check of the issuer has an HTTP client of its own.</summary>
    private static void TrustServer(IServiceCollection services, PolicyTenant tenant)
    {
        const string client = "issuers";
        services.ConfigureAll<JwtBearerOptions>(options => options.BackchannelHttpHandler = tenant.Server.NewHandler());
        services.ConfigureAll<MicrosoftIdentityOptions>(options => options.BackchannelHttpHandler = tenant.Server.NewHandler());
        services.Configure<AadIssuerValidatorOptions>(options => options.HttpClientName = client);
        services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(tenant.Server.NewHandler);
    }
}
