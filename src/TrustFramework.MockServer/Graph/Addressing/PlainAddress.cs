namespace TrustFramework.MockServer.Graph.Addressing;

/// <summary>Nearly all paths and hosts are written as they are: seen here, since the search for what has to be escaped is compiled at each start.</summary>
internal static class PlainAddress
{
    public static string Written(this PathString path) => Is(path.Value) ? path.Value! : path.ToUriComponent();

    public static string Written(this HostString host) => Is(host.Value) ? host.Value! : host.ToUriComponent();

    private static bool Is(string? text)
    {
        foreach (var sign in text ?? "")
        {
            if (!char.IsAsciiLetterOrDigit(sign) && sign is not ('/' or '.' or '-' or '_' or '~' or ':' or '$' or '\'' or '(' or ')'))
                return false;
        }

        return text is not null;
    }
}
