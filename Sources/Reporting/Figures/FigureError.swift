/// What can go wrong between a figure's data and its picture.
package enum FigureError: Error, Equatable {
    /// There is no gnuplot.
    case gnuplotMissing
    /// gnuplot stopped; `message` is its own.
    case script(figure: String, message: String)
    /// gnuplot was content and drew nothing.
    case noPicture(figure: String)
    /// A text that no tab-separated file can hold.
    case unprintable(figure: String, data: String, text: String)
}

extension FigureError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .gnuplotMissing: "there is no command gnuplot; install gnuplot-nox"
        case .script(let figure, let message): "\(figure): gnuplot stopped: \(message)"
        case .noPicture(let figure): "\(figure): the script drew nothing; does it load style.gp and plot?"
        case .unprintable(let figure, let data, let text):
            "\(figure): a text in \(data) holds a tab or a line break: “\(text)”"
        }
    }
}
