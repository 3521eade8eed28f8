using TrustFramework.MockServer.SignIn.Authorize;
using TrustFramework.MockServer.SignIn.Discovery;
using TrustFramework.MockServer.SignIn.Grants;
using TrustFramework.MockServer.SignIn.Journeys;
using TrustFramework.MockServer.SignIn.OpenApi;
using TrustFramework.MockServer.SignIn.Sessions;
using TrustFramework.MockServer.SignIn.Tokens;

namespace TrustFramework.MockServer.SignIn;

/// <summary>The endpoints of {tenant}.b2clogin.com. On the server's own host they have the same paths: runtime 1.</summary>
internal static class SignInEndpoints
{
    public static IServiceCollection AddSignIn(this IServiceCollection services) => services
        .AddCors()
        .AddSingleton<Microsoft.AspNetCore.Cors.Infrastructure.ICorsPolicyProvider, SignInCors>()
        .AddSingleton<SignInTenantFinder>()
        .AddSingleton<PolicyKeys>()
        .AddSingleton<PolicyTokens>()
        .AddSingleton<JourneyContexts>()
        .AddSingleton<GrantJourneys>()
        .AddSingleton<SignInClientFinder>()
        .AddSingleton<SessionStore>()
        .AddSingleton<AuthorizeResponder>()
        .AddSingleton<UserPicker>()
        .AddSingleton<PolicyAuthorizeEndpoint>()
        .AddSingleton<PolicyTokenResponder>()
        .AddSingleton<IPolicyGrantHandler, PolicyCodeGrantHandler>()
        .AddSingleton<IPolicyGrantHandler, PolicyRefreshGrantHandler>()
        .AddSingleton<IPolicyGrantHandler, PolicyPasswordGrantHandler>()
        .AddSingleton<IPolicyGrantHandler, PolicyClientCredentialsGrantHandler>()
        .AddSingleton<PolicyTokenEndpoint>()
        .AddSingleton<PolicyLogoutEndpoint>();

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var policy = routes.MapGroup("/{tenant}/{policy}").WithSignInDocument();
        PolicyDiscoveryEndpoints.Map(policy);
        PolicyAuthorizeEndpoint.Map(policy);
        PolicyTokenEndpoint.Map(policy);
        PolicyLogoutEndpoint.Map(policy);
        PolicyUserInfoEndpoint.Map(policy);
    }
}
