using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login.Pages;

/// <summary>The user and the permissions that a person selected on the sign-in page.</summary>
internal sealed record SignInChoice(User User, IReadOnlySet<string> Permissions)
{
    /// <summary>A typed name takes precedence over the selected user.</summary>
    public static string GetUserName(IFormCollection form) =>
        form[SignInPages.OtherUser].ToString().Trim() is { Length: > 0 } typed ? typed : form[SignInPages.User].ToString();

    public static Result<SignInChoice, LoginError> Read(IFormCollection form, UserDirectory users, LoginTenant tenant)
    {
        var name = GetUserName(form);
        if (name.Length == 0 || users.Find(name, tenant.Domain) is not { } user)
            return LoginErrorCatalog.UserUnknown.With(name, tenant.Domain);
        return user.VerifyPassword(form[SignInPages.Password].ToString())
            ? new SignInChoice(user, form[SignInPages.Permission].OfType<string>().ToHashSet(StringComparer.Ordinal))
            : LoginErrorCatalog.PasswordWrong.With();
    }
}
