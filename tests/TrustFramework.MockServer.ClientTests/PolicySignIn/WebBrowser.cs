using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.PolicySignIn;

/// <summary>A browser with cookies and without scripts. It follows redirects, posts forms that scripts would post, and presses the main button of other forms.</summary>
internal sealed partial class WebBrowser(RunningServer server, WebApplication app) : IDisposable
{
    private const int MaxRequests = 20;

    private readonly HttpClient _http = new(new CookieHandler(new HttpMessageInvoker(server.NewHandler()), new HttpMessageInvoker(app.GetTestServer().CreateHandler())));

    /// <summary>The button of the first page, if it is not the main one.</summary>
    public string? FirstButton { get; set; }

    /// <summary>Opens an address and follows it to the page of the application.</summary>
    public async Task<WebPage> OpenAsync(Uri address)
    {
        var (requested, titles) = (new List<Uri>(), new List<string>());
        using var first = new HttpRequestMessage(HttpMethod.Get, address);
        var response = await _http.SendAsync(first);
        while (true)
        {
            var current = response.RequestMessage!.RequestUri!;
            requested.Add(current);
            requested.Count.Should().BeLessThan(MaxRequests, string.Join('\n', requested));
            var text = await response.Content.ReadAsStringAsync();
            if (response.Headers.Location is { } location)
            {
                response.Dispose();
                response = await _http.GetAsync(new Uri(current, location));
            }
            else if (response.Content.Headers.ContentType?.MediaType == "text/html" && Form().Match(text) is { Success: true } form)
            {
                titles.Add(Title().Match(text).Groups["title"].Value);
                response.Dispose();
                response = await SubmitAsync(current, form);
            }
            else
            {
                response.IsSuccessStatusCode.Should().BeTrue($"{current} responds with {response.StatusCode} {text}");
                response.Dispose();
                return new WebPage(text, titles, requested);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SubmitAsync(Uri page, Match form)
    {
        var fields = Input().Matches(form.Value).Select(input => input.Value).Append(FindButton(form.Value))
            .Where(tag => Read(tag, "name").Length > 0 && !tag.Contains(" disabled", StringComparison.Ordinal) && (Read(tag, "type") != "radio" || tag.Contains(" checked", StringComparison.Ordinal)))
            .Select(tag => KeyValuePair.Create(Read(tag, "name"), Read(tag, "value")));
        using var content = new FormUrlEncodedContent(fields);
        var action = Read(form.Groups["tag"].Value, "action");
        return await _http.PostAsync(action.Length > 0 ? new Uri(page, action) : page, content);
    }

    private string FindButton(string form)
    {
        var (text, buttons) = (FirstButton, Button().Matches(form));
        FirstButton = null;
        return buttons.First(button => text is null ? button.Value.Contains("class=\"first\"", StringComparison.Ordinal) : button.Groups["text"].Value == text).Value;
    }

    private static string Read(string tag, string attribute) =>
        WebUtility.HtmlDecode(Attributes().Matches(tag).FirstOrDefault(match => match.Groups["name"].Value == attribute)?.Groups["value"].Value ?? "");

    [GeneratedRegex(@"<title>(?<title>.*?)</title>", RegexOptions.ExplicitCapture)]
    private static partial Regex Title();

    [GeneratedRegex(@"(?<tag><form\b[^>]*>).*?</form>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();

    [GeneratedRegex(@"<input\b[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex(@"<button\b[^>]*>(?<text>.*?)</button>", RegexOptions.ExplicitCapture)]
    private static partial Regex Button();

    [GeneratedRegex(@"\s(?<name>[\w-]+)=(?<quote>[""'])(?<value>.*?)\k<quote>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Attributes();

    /// <summary>Sends the requests to the application or to the server, with the cookies of both.</summary>
    private sealed class CookieHandler(HttpMessageInvoker server, HttpMessageInvoker app) : HttpMessageHandler
    {
        private readonly CookieContainer _cookies = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = request.RequestUri!;
            if (_cookies.GetCookieHeader(address) is { Length: > 0 } cookies)
                request.Headers.Add("Cookie", cookies);
            var response = await (address.Authority == WebApplications.Address.Authority ? app : server).SendAsync(request, cancellationToken);
            response.RequestMessage = request;
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
                _cookies.SetCookies(address, cookie);
            return response;
        }

        protected override void Dispose(bool disposing)
        {
            server.Dispose();
            app.Dispose();
            base.Dispose(disposing);
        }
    }
}

/// <summary>What a browser shows at the end.</summary>
/// <param name="Text">The text of the application's response.</param>
/// <param name="Titles">The pages with forms on the way.</param>
/// <param name="Requested">The addresses of all requests.</param>
internal sealed record WebPage(string Text, IReadOnlyList<string> Titles, IReadOnlyList<Uri> Requested);
