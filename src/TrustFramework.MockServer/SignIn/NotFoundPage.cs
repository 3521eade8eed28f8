using TrustFramework.MockServer.Login.Pages;

namespace TrustFramework.MockServer.SignIn;

/// <summary>The page for an address of {tenant}.b2clogin.com that this server does not have.</summary>
internal static class NotFoundPage
{
    public static HtmlPage Create(string host) => new(
        "Not found",
        $"<h1>Not found</h1><p>{HtmlPage.Encode(host)} has nothing at this address. The address of a policy is /{{tenant}}/{{policy}}/oauth2/v2.0/authorize, with the policy in the path or as the parameter p.</p>")
    {
        Status = StatusCodes.Status404NotFound,
    };
}
