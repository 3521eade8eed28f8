using TrustFramework.MockServer.Identity.Errors;

namespace TrustFramework.MockServer.Identity;

/// <summary>Reads the form that every request to the login service is.</summary>
internal static class LoginForm
{
    /// <param name="first">The parameter that is missed first when there is no form at all.</param>
    public static async ValueTask<LoginOutcome<IFormCollection>> ReadAsync(HttpContext context, string first)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
            return LoginErrors.OnlyPost.With(context.Request.Method);
        if (!context.Request.HasFormContentType)
            return LoginErrors.MissingParameter.With(first);
        try
        {
            return new LoginOutcome<IFormCollection>(await context.Request.ReadFormAsync(context.RequestAborted), Refusal: null);
        }
        catch (InvalidDataException)
        {
            return LoginErrors.MissingParameter.With(first); // a form that breaks the framework's own bounds
        }
    }
}
