using System.Net;

namespace TrustFramework.MockServer.Login.Pages;

/// <summary>An HTML page that loads no resources.</summary>
/// <param name="Title">Text. It is encoded here.</param>
/// <param name="Body">Markup. Values from the request must already be encoded in it.</param>
internal sealed record HtmlPage(string Title, string Body) : IResult
{
    private const string Style =
        """
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
        body { display: grid; place-items: start center; margin: 0; padding: 8vh 1rem 2rem; background: light-dark(#f2f4f7, #16191d) }
        main { box-sizing: border-box; width: 100%; max-width: 30rem; padding: 2rem; border-radius: 8px;
               background: light-dark(#fff, #22262c); box-shadow: 0 2px 12px #0003 }
        h1 { margin: 0 0 .25rem; font-size: 1.4rem } p { margin: .25rem 0 1rem } .by { margin: 1.5rem 0 0; color: light-dark(#5b6470, #a3adb8); font-size: .85rem }
        fieldset { margin: 1rem 0; padding: 0; border: 0 } legend { padding: 0; font-weight: 600 }
        label { display: flex; gap: .6rem; align-items: baseline; padding: .3rem 0 } label small { color: light-dark(#5b6470, #a3adb8) }
        label.field { display: block }
        input[type=text], input[type=password] { box-sizing: border-box; width: 100%; padding: .5rem; font: inherit }
        button { margin-top: .4rem; padding: .55rem 1.4rem; border: 1px solid #0a66c2; border-radius: 4px; font: inherit; cursor: pointer;
                 background: transparent; color: light-dark(#0a66c2, #7db8f5) }
        button.first { background: #0a66c2; color: #fff } .error { padding: .6rem .8rem; border-left: 4px solid #c62828; background: #c6282818; overflow-wrap: anywhere;
               white-space: pre-line }
        code { overflow-wrap: anywhere }
        """;

    /// <summary>400 for a page that shows an error.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Whether a script submits the form, as <c>response_mode=form_post</c> requires.</summary>
    public bool IsAutoSubmitted { get; init; }

    /// <summary>The pages that may frame this one, as in <c>frame-ancestors</c>; null for none.</summary>
    public string? FrameAncestors { get; init; }

    /// <summary>Addresses that the page frames.</summary>
    public IReadOnlyList<string> FrameSources { get; init; } = [];

    /// <summary>The address that the page opens after two seconds; null for none.</summary>
    public string? RefreshTo { get; init; }

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = string.Join(
            "; ",
            [
                "default-src 'none'", "style-src 'unsafe-inline'", "base-uri 'none'", $"frame-ancestors {FrameAncestors ?? "'none'"}",
                .. IsAutoSubmitted ? ["script-src 'unsafe-inline'"] : Array.Empty<string>(),
                .. FrameSources.Count > 0 ? [$"frame-src {string.Join(' ', FrameSources.Select(address => new Uri(address).GetLeftPart(UriPartial.Authority)))}"] : Array.Empty<string>(),
            ]);
        response.Headers.XContentTypeOptions = "nosniff";
        // The address can contain a code. With no-referrer, the page's own forms would have no origin.
        response.Headers["Referrer-Policy"] = "same-origin";
        var refresh = RefreshTo is null ? "" : $"<meta http-equiv=\"refresh\" content=\"2; url={Encode(RefreshTo)}\">";
        var script = IsAutoSubmitted ? "<script>document.forms[0].submit()</script>" : "";
        return response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Encode(Title)}</title>{refresh}<style>{Style}</style></head>
            <body><main>{Body}<p class="by">TrustFramework.MockServer, an unofficial emulator. Do not enter a real password.</p></main>{script}</body>
            </html>

            """,
            httpContext.RequestAborted);
    }
}
