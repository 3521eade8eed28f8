using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensibility;
using Microsoft.IdentityModel.JsonWebTokens;

namespace TrustFramework.MockServer.ClientTests.Interception;

/// <summary>A user's program that signs a user in through a policy. Its last line is <see cref="ClientProgram.Success"/>.</summary>
internal static class PolicyProgram
{
    private const string Scope = "https://contoso.onmicrosoft.com/api/read";

    /// <summary>Code for the real service: the authority of Azure AD B2C, and no code for the CA.</summary>
    public static async Task<int> RunUnmodifiedAsync()
    {
        var app = PublicClientApplicationBuilder.Create("my-client")
            .WithB2CAuthority("https://contoso.b2clogin.com/tfp/contoso.onmicrosoft.com/B2C_1A_Example_SignUpOrSignIn")
            .WithRedirectUri("http://localhost")
            .Build();
        var result = await app.AcquireTokenInteractive([Scope]).WithCustomWebUi(new RedirectBrowser()).ExecuteAsync();
        var renewed = await app.AcquireTokenSilent([Scope], result.Account).WithForceRefresh(true).ExecuteAsync();

        Console.WriteLine($"issuer {new JsonWebToken(result.IdToken).Issuer} of tenant {result.TenantId}");
        Console.WriteLine($"renewed from {renewed.AuthenticationResultMetadata.TokenSource} at {renewed.AuthenticationResultMetadata.TokenEndpoint}");
        Console.WriteLine(ClientProgram.Success);
        return 0;
    }

    /// <summary>Takes the place of the browser. The server shows no page.</summary>
    private sealed class RedirectBrowser : ICustomWebUi
    {
        public async Task<Uri> AcquireAuthorizationCodeAsync(Uri authorizationUri, Uri redirectUri, CancellationToken cancellationToken)
        {
            using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
            using var http = new HttpClient(handler);
            using var response = await http.GetAsync(authorizationUri, cancellationToken);
            return response.Headers.Location ?? throw new InvalidOperationException(await response.Content.ReadAsStringAsync(cancellationToken));
        }
    }
}
