using Microsoft.Identity.Client.Extensibility;
using TrustFramework.MockServer.ClientTests.Hosting;
using TrustFramework.MockServer.ClientTests.Login;

namespace TrustFramework.MockServer.ClientTests.PolicySignIn;

/// <summary>Takes the place of the browser of MSAL: picks a user on the page, or presses another button.</summary>
/// <param name="button">A button of the first page. After <c>Next</c>, the claims are accepted.</param>
internal sealed class PickerBrowser(RunningServer server, string button = "Next") : ICustomWebUi
{
    public async Task<Uri> AcquireAuthorizationCodeAsync(Uri authorizationUri, Uri redirectUri, CancellationToken cancellationToken)
    {
        var parameters = await SignInAsync(server, authorizationUri, button);
        return new UriBuilder(redirectUri) { Query = string.Join('&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}")) }.Uri;
    }

    /// <summary>Signs in with the selected user and returns the parameters of the redirect.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> SignInAsync(RunningServer server, Uri authorize, string button = "Next")
    {
        var page = await SignInPage.OpenAsync(server.NewHandler(), authorize);
        return button == "Next" ? await (await page.NextAsync(button)).PressAsync("Sign in") : await page.PressAsync(button);
    }
}
